SELECT id, kind, key, iri, scheme FROM thing WHERE kind = :kind AND key = :key
