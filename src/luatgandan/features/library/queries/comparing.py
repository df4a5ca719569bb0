"""Texts side by side: the versions of one article, two days of a document, two documents."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator

from luatgandan.lib.legaltext.compare import Article as Text
from luatgandan.lib.legaltext.compare import Fate, Mark, Pair, Piece, align, compare_words
from luatgandan.lib.legaltext.page import path
from luatgandan.lib.legaltext.tree import Level

from ..models import Document, Provision, ProvisionVersion
from .articles import Article
from .history import unworded
from .lines import ChangedLine, changed_lines

PAIRS_PER_PAGE = 25
Side = tuple[Document, date]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One version of an article and how its words differ from those before; `pieces` is empty for the first one."""

    version: ProvisionVersion
    number: int
    pieces: tuple[Piece, ...] = ()
    heading: tuple[Piece, ...] = ()
    is_now: bool = False

    @property
    def lines(self) -> list[ChangedLine]:
        """Its words paragraph by paragraph."""
        return changed_lines(self.pieces or (Piece(Mark.SAME, self.version.text),))

    @property
    def changed_url(self) -> str:
        """Where the document that made it says so."""
        by = self.version.changed_by
        return by.provision_url(self.version.changed_by_eid) if by else ""


def history_of(article: Article) -> list[Step]:
    """All versions of an article, newest first. No query: the article brings them."""
    steps = []
    before: ProvisionVersion | None = None
    for number, version in enumerate(article.versions, start=1):
        pieces = compare_words(before.text, version.text) if before else ()
        heading = compare_words(before.heading, version.heading) if before else ()
        is_now = article.version is not None and version.pk == article.version.pk and article.is_today
        steps.append(Step(version=version, number=number, pieces=pieces, heading=heading, is_now=is_now))
        before = version
    return steps[::-1]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two articles that answer to each other, with their words; `url` leads to each where it has a page."""

    fate: Fate
    old: Text | None
    new: Text | None
    old_url: str
    new_url: str
    heading: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    is_renumbered: bool

    @property
    def lines(self) -> list[ChangedLine]:
        """Its words paragraph by paragraph."""
        return changed_lines(self.pieces)

    @property
    def id(self) -> str:
        """The id of its place on the page."""
        one = self.new or self.old
        return f"{self.fate}-{one.eid}" if one else ""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What differs between two readings: how many articles of each fate, and one slice of those that differ."""

    left: Side
    right: Side
    counts: dict[str, int]
    pairs: Slice[Pair]
    shown: list[Compared]
    unworded: list[Provision]

    @property
    def is_one_document(self) -> bool:
        """Whether two days of one document are compared."""
        return self.left[0] == self.right[0]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.pairs.paginator.count

    @property
    def lacks_text(self) -> list[Document]:
        """Documents without articles on their day."""
        found = [
            side[0] for side, has in ((self.left, self.counts["left"]), (self.right, self.counts["right"])) if not has
        ]
        return list(dict.fromkeys(found))


def compare(left: Side, right: Side, *, number: str | None = None) -> Comparison:
    """Two readings article by article. Three queries; words are compared only for the slice that is shown."""
    missing = unworded(*left) if left[0] == right[0] else []
    unknown = {one.eid for one in missing}
    old, new = _articles(*left), [one for one in _articles(*right) if one.eid not in unknown]
    pairs = align(old, new) if left[0] != right[0] else _by_address(old, new)
    counts = Counter(str(pair.fate) for pair in pairs)
    found = Paginator([pair for pair in pairs if pair.fate != Fate.SAME], PAIRS_PER_PAGE).get_page(number)
    return Comparison(
        left=left,
        right=right,
        counts={**{str(fate): counts[fate] for fate in Fate}, "left": len(old), "right": len(new)},
        pairs=found,
        shown=[_compared(pair, left, right) for pair in found],
        unworded=missing,
    )


def _articles(document: Document, day: date) -> list[Text]:
    rows = ProvisionVersion.objects.on(day).filter(provision__document=document, provision__level=Level.ARTICLE)
    values = rows.filter(is_repealed=False).order_by("provision__position")
    names = ("provision__number", "heading", "text", "provision__eid")
    return [Text(number, heading, text, eid) for number, heading, text, eid in values.values_list(*names)]


def _by_address(old: Sequence[Text], new: Sequence[Text]) -> list[Pair]:
    """Articles of one document keep their addresses: the same eId is the same article."""
    before = {one.eid: one for one in old}
    after = {one.eid for one in new}
    pairs = [Pair(before.get(one.eid), one) for one in new]
    return pairs + [Pair(one, None) for one in old if one.eid not in after]


def _compared(pair: Pair, left: Side, right: Side) -> Compared:
    old, new = pair.old, pair.new
    return Compared(
        fate=pair.fate,
        old=old,
        new=new,
        old_url=_url(left, old),
        new_url=_url(right, new),
        heading=compare_words(old.heading if old else "", new.heading if new else ""),
        pieces=compare_words(old.text if old else "", new.text if new else ""),
        is_renumbered=pair.is_renumbered,
    )


def _url(side: Side, article: Text | None) -> str:
    document, day = side
    own = path(article.eid) if article else ""
    return f"{document.get_absolute_url()}{own}/?at={day:%Y-%m-%d}" if own else ""
