"""The fourth room: whether a dataset may be published."""
