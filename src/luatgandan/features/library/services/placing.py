"""Where an added provision stands among the others of its document."""

from dataclasses import dataclass

from luatgandan.lib.legaltext.address import number_of, number_order
from luatgandan.lib.legaltext.edits import parent_of
from luatgandan.lib.legaltext.structure.marks import division_value
from luatgandan.lib.legaltext.tree import Level

from ..models import Document, Provision
from .texts import STEP


@dataclass(frozen=True, slots=True)
class Place:
    """Behind which provision a new one stands (none: first of all), and in which chapter."""

    last: Provision | None
    parent: Provision | None


def place_of(document: Document, eid: str, holder: Provision | None, *, is_article: bool) -> Place:
    """The place of a new provision by its number; `holder` is the chapter it came with, where it is known."""
    if is_article:
        return _article_place(document, eid, holder)
    return _container_place(document, eid, holder)


def _article_place(document: Document, eid: str, holder: Provision | None) -> Place:
    """Behind the article that comes before in numbering, in the chapter of that one."""
    siblings = document.provisions.filter(level=Level.ARTICLE.value).order_by("position").select_related("parent")
    if holder:
        siblings = siblings.filter(parent=holder)
    before = [one for one in siblings if _comes_before(one.eid, eid)]
    last = before[-1] if before else None
    return Place(last or holder, holder or (last.parent if last else None))


def _container_place(document: Document, eid: str, holder: Provision | None) -> Place:
    """Behind all of the chapter that comes before in numbering, beside that one."""
    rows = list(document.provisions.order_by("position").select_related("parent"))
    stem = eid.rpartition("_")[0]
    before = [one for one in rows if one.eid.rpartition("_")[0] == stem and _rank(one.eid) < _rank(eid)]
    around = holder or next((one for one in rows if one.eid == parent_of(eid)), None)
    beside = before[-1] if before else around
    last = _last_inside(rows, beside) if beside else next(reversed(rows), None)
    return Place(last, around or (beside.parent if beside else None))


def _last_inside(rows: list[Provision], container: Provision) -> Provision:
    """The last provision of a container, itself when it is empty; `rows` are all, in reading order."""
    held = {container.pk}
    last = container
    for one in rows:
        if one.parent_id in held:
            held.add(one.pk)
            last = one
    return last


def _rank(eid: str) -> tuple[int, str]:
    """The number of a chapter or annex: Roman or of digits, with a letter behind."""
    number = number_of(eid)
    return division_value(number), number


def _comes_before(eid: str, other: str) -> bool:
    """Whether an article of the same body or annex has a smaller number."""
    is_beside = eid.rpartition("art_")[0] == other.rpartition("art_")[0]
    return is_beside and number_order(number_of(eid)) < number_order(number_of(other))


def position_after(document: Document, last: Provision | None) -> int:
    """A place between `last` and what follows it; everything moves apart when there is no room left."""
    start = last.position if last else 0
    following = document.provisions.filter(position__gt=start).order_by("position").first()
    if following is None:
        return start + STEP
    if following.position - start > 1:
        return (start + following.position) // 2
    rows = list(document.provisions.order_by("position"))
    for place, row in enumerate(rows, start=1):
        row.position = place * STEP
    Provision.objects.bulk_update(rows, ["position"], batch_size=500)
    start = next((row.position for row in rows if last and row.pk == last.pk), 0)
    return start + STEP // 2
