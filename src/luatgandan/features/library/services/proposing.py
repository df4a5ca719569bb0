"""Changes that amending documents make, proposed: kept as they are read, spread over provisions, looked at again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from luatgandan.lib.legaltext import number_key
from luatgandan.lib.legaltext.tree import Node

from .. import rules
from ..enums import Action, Proposal
from ..models import Change, Document
from ..queries.changes import day_of, problem_of
from ..queries.spreading import GUESSED, MOST, Part, is_spreadable, located, parts_of


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposedChange:
    """One change to propose: `eid` orders for `target_eid` of a document, named by record or number.

    `content` are the new units as quoted, `words` pairs of old and new phrases (of a renumbering: eIds, old and new),
    `text` the sentence that orders it. Words without `target_eid` are changed all over the document.
    """

    action: Action
    target_eid: str
    target: Document | None = None
    target_number: str = ""
    eid: str = ""
    content: tuple[Node, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    text: str = ""
    on: date | None = None
    confidence: float = 1.0


Key = tuple[str, str, str, str, str, int]


@transaction.atomic
def propose_changes(*, document: Document, changes: Sequence[ProposedChange]) -> int:
    """Replace what waits of `document`'s proposals by `changes`; what an officer decided stays. Returns how many wait.

    A change of more than one provision is followed by one for each of them. Proposing the same again changes nothing.
    """
    targets = _targets(document, changes)
    rows = [_row(document, one, targets) for one in changes]
    standing = _by_key(document.proposed_changes.order_by("pk"))
    wanted = _by_key([*rows, *_parts(rows)])
    stale = [row.pk for key, row in standing.items() if key not in wanted and row.state == Proposal.PROPOSED]
    Change.objects.filter(pk__in=stale).delete()
    for key, row in wanted.items():
        old = standing.get(key)
        if old is None or old.state == Proposal.PROPOSED:
            row.pk = old.pk if old else None
            row.save()
    waiting = document.proposed_changes.filter(state=Proposal.PROPOSED)
    _look_again(waiting)
    return waiting.count()


@transaction.atomic
def renew_problems(*, document: Document) -> int:
    """Look again at proposals to or by `document` once its text or day came: spread the wide ones, and see what stands
    against each; returns how many got another problem."""
    waiting = Change.objects.filter(Q(target=document) | Q(document=document), state=Proposal.PROPOSED)
    for amending in Document.objects.filter(proposed_changes__in=waiting).distinct():
        _spread_again(amending)
    return _look_again(waiting)


def _spread_again(document: Document) -> None:
    """The proposals of single provisions that a wide one of `document` can be spread into now."""
    rows = list(document.proposed_changes.filter(state=Proposal.PROPOSED).select_related("document", "target"))
    for row in rows:
        if row.target and (eid := located(row.target, row.target_eid)) != row.target_eid:
            row.target_eid = eid
            row.save(update_fields=["target_eid"])
    known = _by_key(document.proposed_changes.order_by("pk"))
    for key, part in _by_key(_parts(rows)).items():
        if key not in known:
            part.save()


def _look_again(waiting: Iterable[Change]) -> int:
    changed = []
    for change in Change.objects.filter(pk__in=[one.pk for one in waiting]).select_related("document", "target"):
        problem = problem_of(change)[:300]
        if problem != change.problem:
            change.problem = problem
            changed.append(change)
    Change.objects.bulk_update(changed, ["problem"], batch_size=500)
    return len(changed)


def _row(document: Document, one: ProposedChange, targets: dict[str, Document]) -> Change:
    number = one.target.number if one.target else one.target_number
    target = one.target or targets.get(number_key(number))
    return Change(
        document=document,
        eid=one.eid,
        action=one.action,
        target=target,
        target_number=number[:80],
        target_key=number_key(number)[:80],
        target_eid=located(target, _written(one)) if target else _written(one),
        content=[unit.to_json() for unit in one.content],
        words=[list(pair) for pair in one.words],
        text=one.text,
        effective_on=one.on,
        confidence=one.confidence,
    )


def _written(one: ProposedChange) -> str:
    """The eId with the number as the new text writes it: citations know "Chương XIXA", the text has XIXa."""
    number = one.content[0].number if one.content else ""
    is_same = number and one.target_eid.lower().endswith(f"_{number.lower()}")
    return one.target_eid[: -len(number)] + number if is_same else one.target_eid


def _parts(rows: Sequence[Change]) -> Iterator[Change]:
    """What wide changes do to each provision, but for those that the same sentence names itself."""
    named = {(row.eid, row.target_key, row.target_eid) for row in rows}
    for row in rows:
        parts = parts_of(row, day_of(row)) if is_spreadable(row) else []
        for part in parts if len(parts) <= MOST else ():
            if (row.eid, row.target_key, part.eid) not in named:
                yield _part_row(row, part)


def _part_row(row: Change, part: Part) -> Change:
    return Change(
        document=row.document,
        eid=row.eid,
        action=part.action,
        target=row.target,
        target_number=row.target_number,
        target_key=row.target_key,
        target_eid=part.eid,
        content=[unit.to_json() for unit in part.content],
        words=[list(pair) for pair in part.words],
        text=row.text,
        effective_on=row.effective_on,
        confidence=min(row.confidence, GUESSED) if part.is_guessed else row.confidence,
    )


def _by_key(rows: Iterable[Change]) -> dict[Key, Change]:
    """Rows by what they say where; the same said twice gets a number."""
    seen: Counter[tuple[str, str, str, str, str]] = Counter()
    found = {}
    for row in rows:
        key = (row.eid, row.action, row.target_key, row.target_eid, str(row.words))
        seen[key] += 1
        found[(*key, seen[key])] = row
    return found


def _targets(document: Document, changes: Iterable[ProposedChange]) -> dict[str, Document]:
    keys = {number_key(one.target_number) for one in changes if not one.target and one.target_number}
    found: dict[str, list[Document]] = {}
    for one in Document.objects.filter(number_key__in=keys).exclude(pk=document.pk):
        if rules.may_mean(citing=document, name="", document=one):
            found.setdefault(one.number_key, []).append(one)
    return {key: several[0] for key, several in found.items() if len(several) == 1}
