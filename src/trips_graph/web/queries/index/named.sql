SELECT activity, role, thing
FROM named
WHERE activity IN (SELECT value FROM json_each(:ids))
