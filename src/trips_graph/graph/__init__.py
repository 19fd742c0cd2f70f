"""The third room: from resolved reports, authorities and rules to RDF."""
