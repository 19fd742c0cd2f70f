"""Explore: the activities of a release by facets; every view is a page, CSV, JSON and Turtle."""
