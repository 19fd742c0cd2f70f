SELECT id, kind, key, iri FROM thing WHERE id IN (SELECT value FROM json_each(:ids))
