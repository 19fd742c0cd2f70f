"""The index of a release: things and their names, activities and their facets, words to search."""
