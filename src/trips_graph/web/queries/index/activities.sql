SELECT id, key, title, language, start, end, year, status, report, submitter
FROM activity
WHERE id IN (SELECT value FROM json_each(:ids))
