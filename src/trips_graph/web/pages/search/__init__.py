"""Search: one box for whatever has a name, a number or a document symbol."""
