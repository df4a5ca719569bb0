"""Small decrees that amend each other, and what officers do with the changes."""

from datetime import date
from typing import Any

from luatgandan.features.library import services
from luatgandan.features.library.enums import Action
from luatgandan.features.library.models import Change, Document, ProvisionVersion
from luatgandan.features.library.services import ProposedChange
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.legaltext import number_key
from luatgandan.lib.legaltext.structure.eids import identify
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

from .laws import NOW

AHEAD = date(2027, 1, 1)


def point(letter: str, text: str) -> Node:
    return Node(Level.POINT, letter, text=text)


def clause(number: str, text: str, *points: Node) -> Node:
    return Node(Level.CLAUSE, number, text=text, children=points)


def article(number: str, *clauses: Node, heading: str = "") -> Node:
    return Node(Level.ARTICLE, number, heading or f"Tên điều {number}", "", clauses)


def make(number: str, issued_on: date, effective_on: date | None, *body: Node) -> Document:
    document = Document.objects.create(
        slug=number_key(number), number=number, number_key=number_key(number), kind="nghi-dinh", title="Giao thông",
        issuer="Chính phủ", issued_on=issued_on, effective_on=effective_on, stated_validity="in_force",
    )  # fmt: skip
    if body:
        store_text(document=document, parsed=Parsed(body=identify(body)), source=Source(at=NOW))
    return document


def amend(
    law: Document, target_eid: str, *content: Node, action: Action = Action.AMEND, **fields: Any
) -> ProposedChange:
    return ProposedChange(action=action, target=law, target_eid=target_eid, content=content, **fields)


def proposed(by: Document, *changes: ProposedChange) -> list[Change]:
    services.propose_changes(document=by, changes=changes)
    return list(by.proposed_changes.order_by("pk"))


def confirm(officer: Person, *changes: Change) -> None:
    for change in changes:
        services.confirm_change(change=change, by=officer, at=NOW)


def told(law: Document, eid: str = "art_2") -> list[tuple[date | None, date | None, str]]:
    rows = ProvisionVersion.objects.filter(provision__document=law, provision__eid=eid)
    return [(one.valid_from, one.valid_to, one.text) for one in rows]


ARTICLES = (
    article("1", clause("1", "Phạm vi.")),
    article("2", clause("1", "Phạt tiền đối với:", point("a", "đi sai làn;"), point("b", "dừng xe.")),
            clause("2", "Tịch thu xe."), clause("3", "Cảnh cáo.")),
    article("3", clause("1", "Hiệu lực thi hành.")),
)  # fmt: skip
CHAPTERS = (Node(Level.CHAPTER, "I", children=ARTICLES[:2]), Node(Level.CHAPTER, "II", children=ARTICLES[2:]))


def stored_decree() -> Document:
    """The decree that the others amend, with its text as issued."""
    return make("1/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1), *CHAPTERS)
