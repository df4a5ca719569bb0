"""What the public reads instead of a name."""

from datetime import date

from luatgandan.foundation.accounts.rules import guardian_needed
from luatgandan.lib.vietnamese import clean

from ..enums import Names, Standing
from ..models import Entrant

HIDDEN_WORD = "…"


def mask(name: str) -> str:
    """ "Nguyễn Văn An" as "Nguyễn V. A.": the family name, then first letters. Never the whole name.

    A lone word and a word of one letter say nothing of themselves but their first letter, or nothing at all.
    """
    words = clean(name).split(" ")
    family, rest = (words[0], words[1:]) if len(words) > 1 else ("", words)
    return " ".join(filter(None, (family, *map(_initial, rest))))


def _initial(word: str) -> str:
    return f"{word[0].upper()}." if len(word) > 1 else HIDDEN_WORD


def may_show_name(entrant: Entrant, *, on: date) -> bool:
    """Agreed by the person; of a child under 16, and of whoever gave no date of birth, by a guardian as well."""
    if not entrant.shows_name:
        return False
    is_child = entrant.born_on is None or guardian_needed(entrant.born_on, on)
    return entrant.guardian_agreed_at is not None or not is_child


def shown_name(entrant: Entrant, *, names: str, on: date) -> str:
    """The name for everybody, after the rule of the contest; of who withdrew or was erased the code."""
    if names == Names.HIDDEN or entrant.standing == Standing.WITHDRAWN or not entrant.name:
        return entrant.code
    if names == Names.FULL and may_show_name(entrant, on=on):
        return clean(entrant.name)
    return mask(entrant.name)
