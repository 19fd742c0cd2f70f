"""Programs for who works on the project; no part of the package."""
