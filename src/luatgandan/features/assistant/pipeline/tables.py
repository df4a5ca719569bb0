"""Reading the rules in `data/`."""

import csv
from importlib import resources


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table with a head line."""
    text = (resources.files(__package__) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def lines(name: str) -> list[str]:
    """The lines of a list."""
    text = (resources.files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]
