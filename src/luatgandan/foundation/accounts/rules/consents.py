"""Consent: the purposes rooms ask for, and who must agree by age (Law 91/2025/QH15, article 24)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

GUARDIAN_UNTIL = 16  # years; until then a guardian acts for the child
CHILD_AGREES_FROM = 7  # years; from then the child agrees too


@dataclass(frozen=True, kw_only=True)
class ConsentPurpose:
    """An offer: one purpose, one unticked box. A changed `text` becomes a new version; old consents keep theirs.

    `text` says what is done with which data; `data` names the data; `title` is the line beside the box.
    """

    code: str
    title: Any
    text: Any
    data: Any
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class PersonalData:
    """An offer: what a room keeps about a person, for "Dữ liệu của tôi". `collect(person)` returns plain values."""

    label: Any
    collect: Callable[[Any], Any]
    order: int = 100


def age_on(born_on: date | None, day: date) -> int | None:
    """Full years on a day; None when the date of birth is not known."""
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def guardian_needed(born_on: date | None, day: date) -> bool:
    """True for children under 16. Who gave no date of birth is taken for grown up."""
    age = age_on(born_on, day)
    return age is not None and age < GUARDIAN_UNTIL


def own_consent_needed(born_on: date | None, day: date) -> bool:
    """True from the age of 7: the person's own word counts."""
    age = age_on(born_on, day)
    return age is None or age >= CHILD_AGREES_FROM
