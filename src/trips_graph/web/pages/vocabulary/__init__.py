"""The vocabulary: every term as people read it, and as RDF."""
