"""From paragraphs to what they tell: of the report itself, and of what was done."""
