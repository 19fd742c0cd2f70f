SELECT thing, role, language, text, folded, until
FROM label
WHERE thing IN (SELECT value FROM json_each(:ids))
ORDER BY id
