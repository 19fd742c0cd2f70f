"""From a query to the bytes of its answer: what is refused, who evaluates, in which format."""
