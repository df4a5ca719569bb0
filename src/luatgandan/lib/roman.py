"""Roman numbers, as chapters, annexes and lists have them."""

_SIGNS = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5,
          "IV": 4, "I": 1}  # fmt: skip


def roman(value: int) -> str:
    """4 as IV."""
    text = ""
    for sign, worth in _SIGNS.items():
        text += sign * (value // worth)
        value %= worth
    return text


def roman_value(number: str) -> int:
    """The value of a Roman number in capitals or small letters, 0 when it is none."""
    values = [_SIGNS.get(letter, 0) for letter in number.upper()]
    if not (values and all(values)):
        return 0
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
