SELECT kind, min(id), max(id) FROM thing GROUP BY kind
