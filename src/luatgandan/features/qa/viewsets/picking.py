"""Provisions picked from the library while something is written: buttons of the form that keep what was typed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from luatgandan.features.library.queries.choosing import found_provisions, keys_of, provisions_on

LOOK, CHOOSE, TAKE_AWAY = "tim", "chon", "bo"
PICKING = frozenset({LOOK, CHOOSE, TAKE_AWAY})
Keys = list[tuple[int, str]]


def kept_keys(one: Any) -> Keys:
    """What an answer or a ready-made one rests on."""
    return keys_of(f"{basis['document']}/{basis['eid']}" for basis in one.basis) if one else []


def picked(posted: Any, more: Iterable[tuple[int, str]] = ()) -> Keys:
    """What was chosen so far, and now, and `more`; a button beside a chosen one takes it away."""
    typed = [*posted.getlist("a"), *posted.getlist(CHOOSE), *(f"{document}/{eid}" for document, eid in more)]
    return keys_of(one for one in typed if one != posted.get(TAKE_AWAY))


def shelf(posted: Any, keys: Keys, day: date) -> dict[str, Any]:
    """What `qa/desk/pick.html` shows: what was looked for, what was found, what is chosen as it reads on `day`."""
    text, chosen = posted.get("tim_gi", ""), provisions_on(keys, day)
    return {
        "asked": text,
        "found": found_provisions(text, today=timezone.localdate()) if LOOK in posted else [],
        "chosen": chosen,
        "gone": len(keys) - len(chosen),
    }
