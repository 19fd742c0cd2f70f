SELECT id, kind, key, iri FROM thing WHERE kind = :kind AND key = :key
