"""From the bytes of a source to its text, in the layout of a page."""
