"""Drawing: marks become an accessible SVG. `draw` is made for any page, in a process aside."""
