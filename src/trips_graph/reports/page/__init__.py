"""From the text of a page to its sections, paragraphs and rows."""
