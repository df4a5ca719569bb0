"""Reading one article on a day: its words, what was asked for inside it, where it stands, its versions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luatgandan.lib.legaltext import Address
from luatgandan.lib.legaltext.flat import flatten
from luatgandan.lib.legaltext.page import Link, Look, anchor, unit_html
from luatgandan.lib.legaltext.tree import Level, Node

from ..enums import Validity
from ..models import DefinedTerm, Document, Provision, ProvisionVersion
from .pending import Untold, untold_changes
from .reading import day_query, links_of
from .relations import Bearing
from .validity import Standing, standing

NEAREST = 3


@dataclass(frozen=True, kw_only=True)
class Place:
    """Another unit of the document as links name it; `path` is empty for units without a page of their own."""

    eid: str
    label: str
    heading: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A term of the document that the article uses; `number` counts within the page."""

    number: int
    term: DefinedTerm

    @property
    def id(self) -> str:
        """The id of its explanation on the page; the word in the text has it with "-o"."""
        return f"tu-{self.number}"

    @property
    def url(self) -> str:
        """Where the document defines it."""
        return self.term.document.provision_url(self.term.eid)


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article on `day`. `version` is None when it does not stand on that day (not yet added)."""

    document: Document
    provision: Provision
    address: Address
    day: date
    today: date
    standing: Standing
    version: ProvisionVersion | None
    versions: tuple[ProvisionVersion, ...]
    above: tuple[Place, ...]
    previous: Place | None
    next: Place | None
    links: tuple[Link, ...] = ()
    terms: tuple[Explained, ...] = ()

    @property
    def is_today(self) -> bool:
        """Whether it is the law of today."""
        return self.day == self.today

    @property
    def query(self) -> str:
        """What links to other places of this reading carry along."""
        return day_query(self.day, self.today)

    @property
    def url(self) -> str:
        """The address of the article itself."""
        return self.document.address_url(Address(self.address.article))

    @property
    def own_url(self) -> str:
        """The address of what was asked for."""
        return self.document.address_url(self.address)

    @property
    def anchor(self) -> str:
        """The id of what was asked for on the page."""
        return anchor(self.address.eid)

    @property
    def changes(self) -> tuple[ProvisionVersion, ...]:
        """The versions after the first one, oldest first."""
        return self.versions[1:]

    @property
    def is_unworded(self) -> bool:
        """Whether it may stand on that day, and the library has later words of it only."""
        known = not self.versions or self.versions[0].changed_by_id or self.provision.is_inserted
        return not (self.version or known)

    @property
    def is_part(self) -> bool:
        """Whether a clause or point was asked for, not the whole article."""
        return bool(self.address.clause or self.address.point)

    def own_standing(self, *, is_whole: bool) -> Standing:
        """How the article itself stands where only a part of its document is in force; else as its document.

        `is_whole`: no change of it is known that its words do not show.
        """
        if not self.version or self.standing.state != Validity.PARTLY_EXPIRED:
            return self.standing
        if self.version.is_repealed:
            return self._standing(Validity.EXPIRED, self.version.valid_from)
        since = self.version.valid_from or self.document.effective_on
        return self._standing(Validity.IN_FORCE, since) if is_whole else self.standing

    def _standing(self, state: Validity, since: date | None) -> Standing:
        until = self.version.valid_to if self.version else None
        return Standing(day=self.day, state=state, stated=Validity.UNKNOWN, since=since, until=until)

    def html(self, asked: str = "") -> str:
        """The words of the article, marks linked to their own pages, the asked part marked."""
        if not self.version:
            return ""
        base = self.document.get_absolute_url()
        marked = self.address.eid if self.is_part else ""
        look = Look(base=base, query=self.query, marked=marked, asked=asked)
        return unit_html(self.version.node, links=self.links, look=look)

    def bare_html(self) -> str:
        """The words of the article without links, for paper."""
        return unit_html(self.version.node) if self.version else ""

    def chain(self) -> list[Node]:
        """From the clause down to what was asked for: what must be read together. Empty for a whole article."""
        if not self.version or not self.is_part:
            return []
        return chain(self.version.node, self.address.eid)


def pending_of(article: Article, bearings: Sequence[Bearing]) -> list[Untold]:
    """Changes of an article until its day that its words do not show; `bearings` are the relations of its document."""
    untold = untold_changes(article.document, bearings, day=article.day)
    return [one for one in untold if one.touches(article.provision.eid)]


def chain(unit: Node, eid: str) -> list[Node]:
    """The units from below `unit` down to the one with this eId; empty when there is none."""
    for child in unit.children:
        if child.eid == eid:
            return [child]
        if child.eid and eid.startswith(f"{child.eid}__") and (found := chain(child, eid)):
            return [child, *found]
    return []


def read_article(document: Document, address: Address, *, day: date, today: date) -> Article | None:
    """The article on `day`, with the clause or point asked for; None when the document has no such place.

    Six queries, however long the document is.
    """
    places = list(document.provisions.only("pk", "eid", "level", "number", "parent", "position", "document"))
    wanted = Address(address.article).eid
    provision = next((one for one in places if one.eid == wanted), None)
    if provision is None:
        return None
    provision.document = document
    versions = tuple(provision.versions.select_related("changed_by"))
    version = next((one for one in versions if _stands(one, day)), None)
    if version and address.eid != wanted and not chain(version.node, address.eid):
        return None
    above, before, after = _around(places, provision, day)
    terms, links = _marked_words(document, version) if version else ((), ())
    return Article(
        document=document, provision=provision, address=address, day=day, today=today,
        standing=standing(document, day, today=today), version=version, versions=versions,
        above=above, previous=before, next=after, links=links, terms=terms,
    )  # fmt: skip


def _stands(version: ProvisionVersion, day: date) -> bool:
    begins = version.valid_from is None or version.valid_from <= day
    return begins and (version.valid_to is None or version.valid_to > day)


def _around(
    places: Sequence[Provision], provision: Provision, day: date
) -> tuple[tuple[Place, ...], Place | None, Place | None]:
    """Chapter and section it stands in, and the articles before and after it. One query."""
    by_pk = {one.pk: one for one in places}
    above: list[Provision] = []
    parent = by_pk.get(provision.parent_id or 0)
    while parent:
        above.insert(0, parent)
        parent = by_pk.get(parent.parent_id or 0)
    articles = [one for one in places if one.address]
    at = articles.index(next(one for one in articles if one.pk == provision.pk))
    before = articles[at - 1] if at else None
    after = articles[at + 1] if at + 1 < len(articles) else None
    wanted = [one for one in (*above, before, after) if one]
    rows = ProvisionVersion.objects.on(day).filter(provision__in=wanted).values_list("provision", "heading")
    headings = dict(rows)
    return (
        tuple(_place(one, headings) for one in above),
        _place(before, headings) if before else None,
        _place(after, headings) if after else None,
    )


def _place(provision: Provision, headings: dict[int, str]) -> Place:
    address = provision.address
    return Place(
        eid=provision.eid,
        label=provision.label,
        heading=headings.get(provision.pk, ""),
        path=f"{address.path}/" if address else "",
    )


def _marked_words(document: Document, version: ProvisionVersion) -> tuple[tuple[Explained, ...], tuple[Link, ...]]:
    """Terms that the words use, and all links in them: citations, and the first use of each term. Two queries."""
    links = links_of([version.pk], own=document).get(version.pk, [])
    terms, uses = _terms_used(document, version)
    return terms, (*links, *uses)


def _terms_used(document: Document, version: ProvisionVersion) -> tuple[tuple[Explained, ...], list[Link]]:
    known = {one.term.casefold(): one for one in document.defined_terms.all() if one.term}
    if not known:
        return (), []
    text = flatten(version.node).text
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    first: dict[str, re.Match[str]] = {}
    for found in pattern.finditer(text):
        first.setdefault(found[0].casefold(), found)
    own = version.content.get("eid", "")
    used = [
        (words, found) for words, found in first.items() if words in known and not _is_inside(known[words].eid, own)
    ]
    terms = tuple(Explained(number=number, term=known[words]) for number, (words, _) in enumerate(used, start=1))
    links = [
        Link(found.start(), found.end(), f"#{one.id}", css="law__term", id=f"{one.id}-o")
        for one, (_, found) in zip(terms, used, strict=True)
    ]
    return terms, links


def _is_inside(eid: str, article: str) -> bool:
    """Whether the place of a definition is in the article itself."""
    return eid == article or eid.startswith(f"{article}__")


def nearest_places(document: Document, address: Address) -> list[Place]:
    """Articles whose numbers are next to one that is not there. Two queries."""
    articles = [(one, at) for one in document.provisions.filter(level=Level.ARTICLE) if (at := one.address)]
    wanted = Address(address.article).sort_key
    before = [one for one, at in articles if at.sort_key <= wanted][-2:]
    after = [one for one, at in articles if at.sort_key > wanted][: NEAREST - len(before)]
    rows = ProvisionVersion.objects.latest().filter(provision__in=[*before, *after]).values_list("provision", "heading")
    return [_place(one, dict(rows)) for one in (*before, *after)]
