"""Reads Roman numerals, by which operations and conferences of a series are counted."""

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def read_roman(printed: str) -> int:
    """Return the value of a Roman numeral of I, V, X, L and C: `XI` is 11."""
    values = [_VALUES[sign] for sign in printed]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
