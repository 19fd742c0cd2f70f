SELECT id, kind, key, iri, scheme FROM thing WHERE id IN (SELECT value FROM json_each(:ids))
