"""The fifth room: from a checked dataset to an immutable release."""
