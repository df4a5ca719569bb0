"""Handing a quiz over: each of its questions becomes a draft of the question bank of its unit, with its basis.

The bank has a flow of two persons of its own; handed over again, a question gets new words and not a twin.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import choosing
from luatgandan.features.questionbank.services import Written, create_item, save_version
from luatgandan.foundation.accounts.models import Person

from ..drafting.values import Line
from ..enums import LineRole
from ..models import Draft
from ..queries.addressing import key_of
from ..queries.drafts import item_code, items_of

CHOICES = (LineRole.CHOICE, LineRole.KEY)


def hand_over_items(*, draft: Draft, lines: Sequence[Line], notice: str, by: Person, at: datetime) -> None:
    """Add the questions of a quiz to the bank, or give those that are there their new words; `notice` tells of the
    machine's part. Inside a transaction; raises BankError of the bank, its words are for the person.
    """
    known = {one.code: one for one in items_of(draft)}
    for part, group in groupby(lines, key=lambda line: line.part):
        rows = list(group)
        if not any(one.role == LineRole.KEY for one in rows):
            continue
        code, written = item_code(draft, part), _written(draft, rows, notice)
        item = known.get(code)
        if item is None:
            create_item(organisation=draft.organisation, written=written, by=by, at=at, code=code)
        elif item.latest and item.latest.content_of(item.kind) != written.content:
            save_version(item=item, written=written, seen=item.latest.number, by=by, at=at)


def _written(draft: Draft, lines: Sequence[Line], notice: str) -> Written:
    """One question: what is neither its heading nor a choice is what it asks."""
    stem = "\n".join(one.text for one in lines if one.role not in (*CHOICES, LineRole.HEADING))
    choices = [one for one in lines if one.role in CHOICES]
    right = [place for place, one in enumerate(choices) if one.role == LineRole.KEY]
    kind = Kind.ONE if len(right) == 1 else Kind.SEVERAL
    basis = dict.fromkeys(key for one in lines if one.role not in CHOICES and (key := key_of(one.evidence)))
    content = choosing(kind, stem, [one.text for one in choices], right, explanation=notice)
    return Written(content=content, day_of_law=draft.day, basis=list(basis))
