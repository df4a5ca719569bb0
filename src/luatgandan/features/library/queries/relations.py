"""How documents bear on each other, told from either side; and where sources do not fit together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext as _

from luatgandan.lib.legaltext.validity import disagreement

from ..enums import Proposal, RelationKind, Validity
from ..models import Change, Citation, Document, Relation

ENDING = (RelationKind.REPLACES, RelationKind.ABROGATES)
Key = tuple[str, bool, str, str, str]


@dataclass(frozen=True, kw_only=True)
class Bearing:
    """One relation as the page of a document tells it: `label` says what it does to `other`, or has done to it.

    `eid` is the place in this document, `other_eid` in the other one; `other` is None while that is not in the library.
    """

    kind: RelationKind
    is_passive: bool
    other: Document | None
    number: str
    name: str = ""
    eid: str = ""
    other_eid: str = ""
    on: date | None = None
    until: date | None = None
    text: str = ""
    origins: tuple[str, ...] = ()
    state: str = Proposal.CONFIRMED

    @property
    def label(self) -> str:
        """ "thay thế", "được thay thế"."""
        return str(self.kind.passive if self.is_passive else self.kind.label)

    @property
    def title(self) -> str:
        """What to call the other document."""
        return self.other.name if self.other else self.number or self.name


@dataclass(frozen=True, kw_only=True)
class Warning:
    """Something in the record that cannot all be true: a stable code and a Vietnamese sentence."""

    code: str
    text: str


def relations_of(
    document: Document, *, states: Iterable[str] = (Proposal.CONFIRMED,), kinds: Iterable[RelationKind] = RelationKind,
    is_acted_on: bool = False,
) -> list[Bearing]:  # fmt: skip
    """The relations of a document, both sides, each told once however many sources state it; dangling ones too.

    `is_acted_on`: only what other documents do to it.
    """
    rows = Relation.objects.acting_on([document]) if is_acted_on else Relation.objects.of(document)
    rows = rows.filter(state__in=list(states), kind__in=list(kinds)).select_related("document", "target")
    found: dict[Key, Bearing] = {}
    for row in rows.order_by("kind", "pk"):
        one = _bearing(document, row)
        key = (one.kind, one.is_passive, one.other.number_key if one.other else row.target_key, one.eid, one.other_eid)
        found[key] = _joined(found[key], one) if key in found else one
    return sorted(found.values(), key=lambda one: (_ORDER[one.kind], one.is_passive, _day_of(one), one.title))


_ORDER = {kind: place for place, kind in enumerate(RelationKind)}


def _day_of(one: Bearing) -> date:
    return one.on or (one.other.effective_on if one.other else None) or date.max


def _bearing(document: Document, row: Relation) -> Bearing:
    is_own = row.document_id == document.pk
    return Bearing(
        kind=RelationKind(row.kind),
        is_passive=row.is_passive if is_own else not row.is_passive,
        other=row.target if is_own else row.document,
        number=row.target_number if is_own else row.document.number,
        name=row.target_name if is_own else "",
        eid=row.eid if is_own else row.target_eid,
        other_eid=row.target_eid if is_own else row.eid,
        on=row.effective_on,
        until=row.until,
        text=row.text,
        origins=(row.origin,),
        state=row.state,
    )


def _joined(one: Bearing, other: Bearing) -> Bearing:
    """The same fact from two sources: the first with a day and a sentence wins."""
    values = {**one.__dict__, "origins": tuple(dict.fromkeys((*one.origins, *other.origins)))}
    for name in ("on", "until", "text", "name"):
        values[name] = getattr(one, name) or getattr(other, name)
    return Bearing(**values)


def warnings(document: Document, bearings: Iterable[Bearing], *, on: date) -> list[Warning]:
    """What does not fit between the source's word, the dates and the relations of a document, for readers."""
    found = []
    if code := disagreement(document.span, on):
        found.append(Warning(code=code, text=_told(document, code, on)))
    if document.stated_validity == Validity.PARTLY_EXPIRED and document.partly_since is None:
        text = _("Nguồn ghi hết hiệu lực một phần nhưng không nói phần nào, từ ngày nào, do văn bản nào.")
        found.append(Warning(code="partly_expired_without_a_change", text=text))
    ending = [one for one in bearings if one.kind in ENDING and one.is_passive and not one.eid]
    return found + [odd for one in ending if (odd := _odd(document, one))]


def _told(document: Document, code: str, on: date) -> str:
    if code == "ends_before_it_begins":
        return _("Ngày hết hiệu lực đứng trước ngày có hiệu lực. Một trong hai ngày của nguồn không đúng.")
    if code == "expired_without_a_day":
        return _("Nguồn ghi đã hết hiệu lực nhưng không ghi từ ngày nào.")
    return _("Nguồn ghi “%(stated)s”, còn tính theo ngày và các văn bản liên quan thì “%(computed)s”.") % {
        "stated": Validity(document.stated_validity).label,
        "computed": document.validity_on(on).label,
    }


def _odd(document: Document, one: Bearing) -> Warning | None:
    """A relation that should end this document and cannot: an older document ends a newer, or nobody says when."""
    said = {"kind": one.label, "number": one.other.number if one.other else one.number}
    issued = one.other.issued_on if one.other else None
    if issued and document.issued_on and issued < document.issued_on:
        text = _("Nguồn ghi văn bản này %(kind)s bởi %(number)s, nhưng văn bản ấy ban hành trước.")
        return Warning(code="relation_backwards", text=text % said)
    if one.on or (one.other and one.other.effective_on):
        return None
    text = _("Nguồn ghi văn bản này %(kind)s bởi %(number)s nhưng chưa rõ từ ngày nào.")
    return Warning(code="relation_without_a_day", text=text % said)


def desk_relations(document: Document) -> QuerySet[Relation]:
    """Every relation of a document as it was stated, rejected ones last."""
    rows = Relation.objects.of(document).select_related("document", "target")
    return rows.order_by(Case(When(state=Proposal.REJECTED, then=1), default=0), "kind", "is_passive", "pk")


def proposed_relations() -> QuerySet[Relation]:
    """Relations that wait for an officer, the surest first."""
    rows = Relation.objects.filter(state=Proposal.PROPOSED).select_related("document", "target")
    return rows.order_by("-confidence", "document_id", "id")


def is_waited_for(document: Document) -> bool:
    """Whether relations, changes or citations name the number of `document` and were tied to no document yet."""
    waiting = [
        Relation.objects.filter(target=None, target_key=document.number_key),
        Change.objects.filter(target=None, target_key=document.number_key),
        Citation.objects.filter(document=None, number_key=document.number_key),
    ]
    return any(one.exists() for one in waiting)
