"""Reading a document on a day: its units in order, its outline, and the words around them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from luatgandan.lib.legaltext.page import Link, Look, anchor, path, unit_html
from luatgandan.lib.legaltext.tree import Level

from ..models import Citation, Document, Edition, Provision, ProvisionVersion
from .pending import Told, told_in
from .validity import Standing, standing

DEEPEST_HEADING = 6


@dataclass(kw_only=True, slots=True)
class Unit:
    """One provision as it reads on the day: `depth` counts what it stands in, `cited` the answers that rest on it."""

    provision: Provision
    version: ProvisionVersion
    depth: int = 0
    cited: int = 0
    times_changed: int = 0
    links: list[Link] = field(default_factory=list)
    children: list["Unit"] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The id of its place on the page of the document."""
        return anchor(self.provision.eid)

    @property
    def path(self) -> str:
        """The end of the address of its own page; empty for chapters and annexes."""
        return path(self.provision.eid)

    @property
    def is_article(self) -> bool:
        """Whether it is an article (of the body or of an annex)."""
        return self.provision.level == Level.ARTICLE

    @property
    def is_loose(self) -> bool:
        """Whether it is text without a number, between chapters."""
        return self.provision.level == Level.TEXT

    @property
    def label(self) -> str:
        """ "Điều 5", "Chương II"."""
        return self.provision.label

    @property
    def heading_level(self) -> int:
        """Level of its heading under the title of the document (h1)."""
        return min(self.depth + 2, DEEPEST_HEADING)

    def html(self, look: Look | None = None) -> str:
        """Its words as HTML; safe, since everything in it was escaped."""
        return unit_html(self.version.node, links=self.links, look=look or Look())


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A document as it reads on `day`; `units` is empty while its text is not here."""

    document: Document
    day: date
    today: date
    standing: Standing
    units: tuple[Unit, ...]
    outline: tuple[Unit, ...]
    edition: Edition | None
    told: Told | None = None

    @property
    def is_today(self) -> bool:
        """Whether it is the law of today."""
        return self.day == self.today

    @property
    def query(self) -> str:
        """What links to other places of this reading carry along."""
        return day_query(self.day, self.today)

    @property
    def signatures(self) -> list[dict[str, str]]:
        """Who signed: for whom, in which post, name."""
        rows = self.edition.signatures if self.edition else []
        return [dict(zip(("authority", "post", "name"), row, strict=False)) for row in rows]

    @property
    def articles(self) -> int:
        """How many articles it has on that day."""
        return sum(unit.is_article for unit in self.units)


def day_query(day: date, today: date) -> str:
    """ "?at=2025-07-01" for a day that is not today."""
    return "" if day == today else f"?at={day:%Y-%m-%d}"


def read_document(document: Document, *, day: date, today: date) -> Reading:
    """The whole document on `day`, in the same number of queries for one article and for a thousand."""
    units = units_on(document, day)
    outline = _outlined(units)
    told = told_in(document) if units else None
    if told:
        _add_facts(document, units, told)
    return Reading(
        document=document,
        day=day,
        today=today,
        standing=standing(document, day),
        units=tuple(units),
        outline=tuple(outline),
        edition=edition_on(document, day) if units else None,
        told=told,
    )


def units_on(document: Document, day: date) -> list[Unit]:
    """The provisions that stand on `day`, in reading order; no outline yet. One query."""
    rows = (
        ProvisionVersion.objects.on(day)
        .filter(provision__document=document)
        .select_related("provision", "changed_by")
        .defer("text", "text_hash")
        .order_by("provision__position")
    )
    units = [Unit(provision=row.provision, version=row) for row in rows]
    for unit in units:
        unit.provision.document = document
    return units


def _outlined(units: list[Unit]) -> list[Unit]:
    """Hang every unit below the one it stands in; returns those that stand in none."""
    known = {unit.provision.pk: unit for unit in units}
    top: list[Unit] = []
    for unit in units:
        parent = known.get(unit.provision.parent_id or 0)
        (parent.children if parent else top).append(unit)
        unit.depth = parent.depth + 1 if parent else 0
    return top


def _add_facts(document: Document, units: list[Unit], told: Told) -> None:
    """What readers see beside the words: links, who relies on an article, how often it changed. Two queries."""
    links = links_of((unit.version.pk for unit in units), own=document, is_page=True)
    cited = Counter(eid.partition("__")[0] for eid in _eids_rooms_cite(document))
    for unit in units:
        unit.links = links.get(unit.version.pk, [])
        unit.cited = cited.get(unit.provision.eid, 0)
        unit.times_changed = told.times.get(unit.provision.pk, 0)


def _eids_rooms_cite(document: Document) -> Iterator[str]:
    """The eId of every citation, once for each citing part of a room's thing."""
    rows = Citation.objects.of_rooms().filter(document=document).values_list("eid", "content_type", "object_id", "part")
    yield from (eid for eid, *_ in rows.distinct())


def links_of(versions: Iterable[int], *, own: Document, is_page: bool = False) -> dict[int, list[Link]]:
    """Links in the words of these versions, by version. One query.

    `is_page`: references to the document itself lead to places on the same page.
    """
    kind = ContentType.objects.get_for_model(ProvisionVersion)
    rows = Citation.objects.filter(content_type=kind, object_id__in=list(versions), document__isnull=False)
    found: dict[int, list[Link]] = {}
    for row in rows.values_list("object_id", "start", "end", "eid", "document", "document__slug"):
        version, start, end, eid, document, slug = row
        if start is None or end is None:
            continue
        href = f"#{anchor(eid)}" if is_page and document == own.pk else place_url(slug, eid)
        found.setdefault(version, []).append(Link(start, end, href))
    return found


def place_url(slug: str, eid: str) -> str:
    """Where a provision is read: its own page, or its place on the page of the document."""
    base = reverse("library:document", args=[slug])
    own = path(eid)
    return f"{base}{own}/" if own else f"{base}#{eid}" if eid else base


def edition_on(document: Document, day: date) -> Edition | None:
    """What stands around the provisions: of the text as issued, else of the oldest text there is. One query."""
    rows = sorted(document.editions.filter(is_current=True), key=lambda one: (one.valid_from or date.min, -one.pk))
    return rows[0] if rows else None
