"""Reading a document on a day: its units in order, its outline, and the words around them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.db.models.functions import Length

from luatgandan.lib.legaltext.flat import flatten
from luatgandan.lib.legaltext.page import Link, Look, anchor, path, unit_html
from luatgandan.lib.legaltext.tree import Level

from ..models import Citation, Document, Edition, Provision, ProvisionVersion
from ..models.documents import part_url, place_url
from .parts import GIANT_LETTERS, PIECE, WHOLE, Part, Size, cut, is_at_or_inside, part_with, piece_with, windows
from .pending import Told, told_in
from .validity import Standing, standing

DEEPEST_HEADING = 6


@dataclass(kw_only=True, slots=True)
class Unit:
    """One provision as it reads on the day: `depth` counts what it stands in, `cited` the answers that rest on it.

    `letters` is how long its words are, `href` leads to them from the contents; `is_here`: in the part that is shown,
    of a giant only what is in the `window`.
    """

    provision: Provision
    version: ProvisionVersion
    letters: int = 0
    href: str = ""
    is_here: bool = False
    window: tuple[int, int] | None = None
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
        return unit_html(self.version.node, links=self.links, look=look or Look(window=self.window))


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A document as it reads on `day`; `units` is empty while its text is not here.

    Of a long document `units` are those of one `part`, while `outline` always has all; `part` is None for the whole.
    """

    document: Document
    day: date
    today: date
    standing: Standing
    units: tuple[Unit, ...]
    outline: tuple[Unit, ...]
    edition: Edition | None
    told: Told | None = None
    parts: tuple[Part, ...] = ()
    part: Part | None = None

    @property
    def is_today(self) -> bool:
        """Whether it is the law of today."""
        return self.day == self.today

    @property
    def query(self) -> str:
        """What links to other places of this reading carry along."""
        return day_query(self.day, self.today)

    @property
    def previous(self) -> Part | None:
        """The part before this one."""
        return self.parts[self.part.number - 2] if self.part and self.part.number > 1 else None

    @property
    def next(self) -> Part | None:
        """The part after this one."""
        return self.parts[self.part.number] if self.part and self.part.number < len(self.parts) else None

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


def read_document(document: Document, *, day: date, today: date, place: str = WHOLE) -> Reading:
    """The document on `day`: the whole, or of a long one the part that holds `place` (an anchor or eId).

    In the same number of queries for one article and for a thousand.
    """
    units = units_on(document, day)
    outline = _outlined(units)
    parts = _parts(document, units, day_query(day, today))
    part = _part_with(parts, units, place) if len(parts) > 1 and place != WHOLE else None
    shown = units[part.start : part.end] if part else units
    if part:
        shown[-1].window = part.window
    told = told_in(document) if units else None
    if told:
        _add_words(document, shown, day)
        _add_facts(document, shown, told)
        _add_ways(units, parts, part)
    return Reading(
        document=document, day=day, today=today, standing=standing(document, day, today=today), units=tuple(shown),
        outline=tuple(outline), edition=edition_on(document, day) if units else None, told=told, parts=tuple(parts),
        part=part,
    )  # fmt: skip


def units_on(document: Document, day: date) -> list[Unit]:
    """The provisions that stand on `day`, in reading order, without their words; no outline yet. One query."""
    rows: QuerySet[Any] = (
        ProvisionVersion.objects.on(day)
        .filter(provision__document=document)
        .select_related("provision", "changed_by")
        .defer("content", "text", "text_hash")
        .annotate(letters=Length("text"))
        .order_by("provision__position")
    )
    units = [Unit(provision=row.provision, version=row, letters=row.letters) for row in rows]
    for unit in units:
        unit.provision.document = document
    return units


def _parts(document: Document, units: Sequence[Unit], query: str) -> list[Part]:
    starts = cut([Size(unit.depth, unit.letters) for unit in units])
    base = document.get_absolute_url()
    found: list[Part] = []
    for start, end in pairwise([*starts, len(units)]):
        last, label = units[end - 1], _span(units[start:end])
        pieces = windows(last.version.text) if len(starts) > 1 and last.letters > GIANT_LETTERS else []
        for count, window in enumerate(pieces or [None], start=1):
            at, name = (start, units[start].anchor) if count == 1 else (end - 1, f"{last.anchor}{PIECE}{count}")
            said = f"{label if count == 1 else last.label}, đoạn {count}/{len(pieces)}" if pieces else label
            url = part_url(base, name, query)
            found.append(Part(number=len(found) + 1, start=at, end=end, url=url, label=said, window=window))
    return found


def _part_with(parts: Sequence[Part], units: Sequence[Unit], place: str) -> Part:
    """The part that holds a place, of a giant unit the piece."""
    part = part_with(parts, [unit.anchor for unit in units], place)
    giant = units[part.end - 1]
    if part.window is None or not is_at_or_inside(place, giant.anchor):
        return part
    pieces = [one for one in parts if one.end == part.end]
    inside = (one for one in flatten(giant.version.node).places if one.node.eid)
    return piece_with(
        pieces, ((name, one.start) for one in inside for name in (one.node.eid, anchor(one.node.eid))), place
    )


def _span(units: Sequence[Unit]) -> str:
    """ "Điều 41 – Điều 80"; for a part without articles of the body its first and last unit."""
    named = [unit for unit in units if unit.path] or [unit for unit in units if not unit.is_loose] or units
    first, last = named[0].label, named[-1].label
    return first if first == last else f"{first} – {last}"


def _add_words(document: Document, shown: Sequence[Unit], day: date) -> None:
    """The words of the units that are shown. One query."""
    among = (shown[0].provision.position, shown[-1].provision.position)
    rows = ProvisionVersion.objects.on(day).filter(provision__document=document, provision__position__range=among)
    words = dict(rows.order_by().values_list("pk", "content"))
    for unit in shown:
        unit.version.content = words[unit.version.pk]


def _add_ways(units: Sequence[Unit], parts: Sequence[Part], part: Part | None) -> None:
    """Where the contents lead: to a place on this page, or to the part that holds it."""
    for one in (one for one in parts if not one.goes_on):
        page = "" if part in (None, one) else one.url.partition("#")[0]
        for place, unit in enumerate(units[one.start : one.end], start=one.start):
            unit.href = f"{page}#{unit.anchor}"
            unit.is_here = part is not None and part.start <= place < part.end


def _outlined(units: list[Unit]) -> list[Unit]:
    """Hang every unit below the one it stands in; returns those that stand in none."""
    known = {unit.provision.pk: unit for unit in units}
    top: list[Unit] = []
    for unit in units:
        parent = known.get(unit.provision.parent_id or 0)
        (parent.children if parent else top).append(unit)
        unit.depth = parent.depth + 1 if parent else 0
    return top


def _add_facts(document: Document, units: Sequence[Unit], told: Told) -> None:
    """What readers see beside the words: links, who relies on an article, how often it changed. Two queries."""
    here = {unit.provision.eid for unit in units}
    links = links_of((unit.version.pk for unit in units), own=document, here=here)
    cited = Counter(eid.partition("__")[0] for eid in _eids_rooms_cite(document))
    for unit in units:
        unit.links = links.get(unit.version.pk, [])
        unit.cited = cited.get(unit.provision.eid, 0)
        unit.times_changed = told.times.get(unit.provision.pk, 0)


def _eids_rooms_cite(document: Document) -> Iterator[str]:
    """The eId of every citation, once for each citing part of a room's thing."""
    rows = Citation.objects.shown().filter(document=document).values_list("eid", "content_type", "object_id", "part")
    yield from (eid for eid, *_ in rows.distinct())


def links_of(versions: Iterable[int], *, own: Document, here: Set[str] = frozenset()) -> dict[int, list[Link]]:
    """Links in the words of these versions, by version. One query.

    `here`: units of the document itself that stand on the same page; references to them lead to their places there.
    """
    kind = ContentType.objects.get_for_model(ProvisionVersion)
    rows = Citation.objects.filter(content_type=kind, object_id__in=list(versions), document__isnull=False)
    found: dict[int, list[Link]] = {}
    for row in rows.values_list("object_id", "start", "end", "eid", "document", "document__slug"):
        version, start, end, eid, document, slug = row
        if start is None or end is None:
            continue
        is_here = document == own.pk and not here.isdisjoint(_around(eid))
        found.setdefault(version, []).append(Link(start, end, f"#{anchor(eid)}" if is_here else place_url(slug, eid)))
    return found


def _around(eid: str) -> list[str]:
    """A unit and those it stands in."""
    steps = eid.split("__")
    return ["__".join(steps[:count]) for count in range(1, len(steps) + 1)]


def edition_on(document: Document, day: date) -> Edition | None:
    """What stands around the provisions: of the text as issued, else of the oldest text there is. One query."""
    rows = sorted(document.editions.filter(is_current=True), key=lambda one: (one.valid_from or date.min, -one.pk))
    return rows[0] if rows else None
