"""Things: a page for each, what is stated of it, where it was read, what points to it."""
