"""Who may decide at the desk, and which document a number may mean."""

import re
from typing import Any

from luatgandan.foundation.accounts.rules import Action, may
from luatgandan.lib.vietnamese import fold

from .models import Document

ROOM = "library"
# Numbers that every province or agency gives anew: they say nothing without the issuer.
SHARED = re.compile(r"^\d+(-\d{4})?-([a-z]{1,4}-)?(ubnd|hdnd|tu|stp)$|^\d+-(kh|tb|bc|hd|ct|qd|nq|tl)-[a-z]+$")
ALIKE = 0.6


def may_decide(person: Any) -> bool:
    """Confirm what the reader of amendments proposes: a decision about the whole province's library."""
    return may(person, Action.APPROVE, room=ROOM, organisation=None)


def may_see_desk(person: Any) -> bool:
    """See proposals without deciding."""
    return may(person, Action.EDIT, room=ROOM, organisation=None) or may_decide(person)


def is_shared_number(key: str) -> bool:
    """Whether many bodies issue documents under this number (look-up form)."""
    return bool(SHARED.match(key))


def may_mean(*, citing: Document, name: str, document: Document) -> bool:
    """Whether a number in `citing`, given with `name`, can mean `document`, which bears that number.

    A shared number needs the same issuer or a title that is alike; a title given must never be quite another.
    """
    title = _words(f"{document.title} {document.short_name}")
    said = _words(name)
    likeness = len(said & title) / len(said) if said else None
    if is_shared_number(document.number_key):
        return fold(citing.issuer) == fold(document.issuer) if likeness is None else likeness >= ALIKE
    return likeness is None or likeness > 0


def _words(text: str) -> set[str]:
    """Words that tell titles apart."""
    return {word for word in fold(text).split() if len(word) > 1 and word not in COMMON}


_COMMON = "ve viec cua va cac quy dinh ban hanh so nam mot dieu luat nghi thong tu quyet ngay thang"
COMMON = frozenset(_COMMON.split())
