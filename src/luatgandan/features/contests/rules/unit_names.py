"""What a typed name of a unit means: other marks are another place ("Tân Thành", "Tân Thạnh")."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from luatgandan.lib.vietnamese import clean, fold


class Named(Protocol):
    """What bears a name."""

    name: str


One = TypeVar("One", bound=Named)


def name_key(name: str) -> str:
    """Equal for names that are one: capitals and blanks do not count, marks do."""
    return clean(name).casefold()


def meant(text: str, units: Iterable[One]) -> list[One]:
    """The unit of this very name; else all whose name differs in marks only."""
    alike = [one for one in units if fold(one.name) == fold(text)]
    return [one for one in alike if name_key(one.name) == name_key(text)] or alike


def is_said(text: str, name: str) -> bool:
    """Whether the words stand in a name, or would without marks where they were typed without any."""
    key = name_key(text)
    return key in name_key(name) or (key == fold(text) and key in fold(name))
