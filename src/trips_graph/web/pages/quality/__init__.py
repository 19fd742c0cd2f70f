"""Quality: what was found wrong, doubtful or missing in a release."""
