"""Pages of the questions that people ask: what is asked, the answer told, shown and taken away."""
