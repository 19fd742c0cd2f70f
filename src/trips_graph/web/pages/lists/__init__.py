"""Lists: a simple table for each kind of thing, filtered by name; each as page, CSV and JSON."""
