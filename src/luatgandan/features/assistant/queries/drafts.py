"""Reading drafts: the material they are made of, their lines with what the verifier says, their history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from luatgandan.features.library.models import DefinedTerm, ProvisionVersion
from luatgandan.features.questionbank.models import Item
from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.lib.legaltext.compare import Piece, compare_words, shortened
from luatgandan.lib.legaltext.provisions import provision_of
from luatgandan.lib.legaltext.tree import Level

from ..drafting.binding import Checked, check
from ..drafting.skeletons import spoken
from ..drafting.sources import leaves, narrowed, said
from ..drafting.values import Definition, Line, Material
from ..enums import DraftKind, LineRole, Origin
from ..models import Draft, DraftVersion
from ..pipeline.evidence import Article, placed, units_of
from ..pipeline.values import Unit
from ..rules import ROOM
from .addressing import key_of
from .retrieving import Key, articles_at, cited_units

POOL = 12  # other articles of the same law, for wrong choices
TERMS, OTHER_TERMS = 12, 30


def desk_drafts(person: Any) -> QuerySet[Draft]:
    """The drafts of the person's units, latest work first."""
    codes = organisation_codes(person, Action.VIEW_DRAFT, room=ROOM)
    rows = Draft.objects.select_related("organisation", "author", "record")
    return rows if codes is None else rows.filter(organisation__code__in=codes)


def latest_version(draft: Draft) -> DraftVersion:
    """What the draft says now."""
    return draft.versions.select_related("author", "prompt")[:1].get()


def lines_of(version: DraftVersion) -> list[Line]:
    """The lines of a version."""
    return [Line.from_dict(one) for one in version.lines]


def item_code(draft: Draft, part: str) -> str:
    """The code under which the question in this section of a quiz stands in the bank of its unit."""
    return f"soan-{draft.pk}-{part.removeprefix('item')}"


def items_of(draft: Draft) -> list[Item]:
    """What the bank has of a quiz, in the order it was added; of other drafts nothing. One query for a quiz."""
    if draft.kind != DraftKind.QUIZ:
        return []
    rows = Item.objects.filter(bank__organisation=draft.organisation_id, code__startswith=item_code(draft, ""))
    return list(rows.select_related("latest").order_by("pk"))


def units_at(keys: Sequence[Key], day: date) -> dict[str, Unit]:
    """All units of the articles that these places are or stand in, by id. Two queries."""
    homes = dict.fromkeys((document, provision_of(eid)) for document, eid in keys)
    return {unit.id: placed(unit) for article in articles_at(list(homes), day) for unit in units_of(article)}


def chosen_at(keys: Sequence[Key], day: date) -> list[Article]:
    """The chosen articles, and the chosen parts of others in their articles, as they read on `day`. Two queries."""
    wanted: dict[Key, set[str]] = {}
    for document, eid in keys:
        wanted.setdefault((document, provision_of(eid)), set()).add(eid)
    found = [narrowed(one, wanted[one.unit.document, one.unit.eid]) for one in articles_at(list(wanted), day)]
    return [one for one in found if one.node.children or (one.unit.document, one.unit.eid) in keys]


def evidence_of(draft: Draft, lines: Sequence[Line], day: date) -> dict[str, Unit]:
    """The units that lines may rest on: those chosen, and those they name besides. Four queries."""
    chosen = units_at(draft.keys, day)
    named = {one.evidence for one in lines if one.evidence not in chosen}
    keys = [key for one in sorted(named) if (key := key_of(one))]
    return {**chosen, **{unit.id: unit for unit in cited_units(keys, day)}}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A draft as the desk shows it: every line with its unit and checks."""

    draft: Draft
    version: DraftVersion
    rows: tuple[Checked, ...]

    @property
    def blanks(self) -> int:
        """Places that wait for a person."""
        return sum(one.line.role == LineRole.BLANK for one in self.rows)

    @property
    def unproven(self) -> tuple[Checked, ...]:
        """Sentences without a proof in the law."""
        return tuple(one for one in self.rows if not one.is_proven)

    @property
    def by_model(self) -> int:
        """Sentences in which a language model had a part."""
        return sum(one.line.is_by_model for one in self.rows)

    @property
    def false_by_model(self) -> int:
        """Sentences of a model that nothing proves: they never leave the desk."""
        return sum(one.line.origin == Origin.MODEL for one in self.unproven)

    @property
    def minutes(self) -> float:
        """How long it takes to read it out."""
        return round(spoken(one.line for one in self.rows) / 180, 1)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many lines each origin gave, for people."""
        found = [(str(origin.label), sum(one.line.origin == origin for one in self.rows)) for origin in Origin]
        return [(label, count) for label, count in found if count]


def sheet_of(draft: Draft) -> Sheet:
    """The newest version, checked against the law of the draft's day."""
    version = latest_version(draft)
    lines = lines_of(version)
    units = evidence_of(draft, lines, draft.day)
    return Sheet(draft=draft, version=version, rows=tuple(check(one, units) for one in lines))


@dataclass(frozen=True, kw_only=True)
class Step:
    """One version of a draft: who did what, and the words that changed."""

    version: DraftVersion
    pieces: tuple[Piece, ...]
    by_model: int


def history_of_draft(draft: Draft) -> list[Step]:
    """All versions, newest first, each beside the one before it."""
    versions = list(draft.versions.select_related("author", "prompt__prompt"))
    texts = [plain(lines_of(one)) for one in versions]
    return [
        Step(
            version=one,
            pieces=shortened(compare_words(before, text)),
            by_model=sum(line.is_by_model for line in lines_of(one)),
        )
        for one, text, before in zip(versions, texts, [*texts[1:], ""], strict=True)
    ]


def plain(lines: Sequence[Line]) -> str:
    """The lines as light text: "## " a heading; what is still blank in square brackets."""
    marks: Mapping[LineRole, str] = {LineRole.HEADING: "## {}", LineRole.BLANK: "[{}]", LineRole.KEY: "- {} (đáp án)",
                                     LineRole.CHOICE: "- {}"}  # fmt: skip
    return "\n".join(marks.get(one.role, "{}").format(one.text) for one in lines)


def material_of(keys: Sequence[Key], day: date) -> Material:
    """Everything a draft of these articles, or parts of articles, can be made from. Nine queries, however many."""
    articles = chosen_at(keys, day)
    places = (unit for one in articles for unit in units_of(one) if (unit.document, unit.eid) in keys)
    here, used, others = _terms(articles)
    own = _definitions([*here, *used][:TERMS], day)
    return Material(
        articles=tuple(articles), places=tuple(map(placed, places)), terms=own, pool=tuple(_pool(articles, day)),
        other_terms=_definitions(others[:OTHER_TERMS], day),
    )  # fmt: skip


Terms = list[tuple[Key, str]]


def _terms(articles: Sequence[Article]) -> tuple[Terms, Terms, Terms]:
    """Terms that the articles define, those they use, and the others of their laws. One query."""
    told = [f"{unit.heading}\n{said(unit)}" for article in articles for unit in leaves(article)]
    words = "\n".join(told).casefold()
    own = {(article.unit.document, article.unit.eid) for article in articles}
    rows: dict[Key, str] = {}
    found = DefinedTerm.objects.filter(document__in={document for document, _ in own}).order_by("document", "pk")
    for one in found:
        rows.setdefault((one.document_id, one.eid), one.term)
    here = [(key, term) for key, term in rows.items() if (key[0], provision_of(key[1])) in own]
    used = [(key, term) for key, term in rows.items() if (key, term) not in here and term.casefold() in words]
    others = [row for row in rows.items() if row not in here and row not in used]
    return here, used, others


def _definitions(terms: Terms, day: date) -> tuple[Definition, ...]:
    """The terms with the units that define them. Two queries."""
    names = dict(terms)
    units = cited_units(list(names), day)
    return tuple(Definition(term=names[unit.document, unit.eid], unit=unit) for unit in units)


def _pool(articles: Sequence[Article], day: date) -> list[Unit]:
    """Units of the articles next to the chosen ones: their numbers are plausible and of the same law."""
    chosen = [(one.unit.document, one.unit.eid) for one in articles]
    rows = ProvisionVersion.objects.on(day).filter(
        provision__document__in={document for document, _ in chosen}, provision__level=Level.ARTICLE.value,
        is_repealed=False,
    )  # fmt: skip
    places = rows.order_by("provision__document", "provision__position").annotate(
        document=F("provision__document"), eid=F("provision__eid")
    )
    order = {(one["document"], one["eid"]): place for place, one in enumerate(places.values("document", "eid"))}
    middle = [order[key] for key in chosen if key in order]
    near = sorted(
        (key for key in order if key not in chosen), key=lambda key: min(abs(order[key] - at) for at in middle)
    )
    return [unit for article in articles_at(near[:POOL], day) for unit in leaves(article)]
