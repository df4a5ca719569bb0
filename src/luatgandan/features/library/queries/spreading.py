"""Changes that reach over more than one provision, as changes of each: words of a whole document, chapters, annexes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luatgandan.lib.legaltext.amendments import EXCEPT
from luatgandan.lib.legaltext.edits import named
from luatgandan.lib.legaltext.phrases import holds, stands_in
from luatgandan.lib.legaltext.provisions import CONTAINERS, Unit, units
from luatgandan.lib.legaltext.structure.eids import PREFIXES
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

from ..enums import Action
from ..models import Change, Document, Provision, ProvisionVersion

MOST = 300  # articles that one change of words may reach; a phrase that stands in more is no phrase of law
GUESSED = 0.8  # how sure it is that an article goes because the new text of its chapter does not have it
_CONTAINER = re.compile(rf"(?:.*__)?(?:{'|'.join(PREFIXES[level] for level in CONTAINERS)})_[^_]+")


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a wide change does to one provision."""

    action: Action
    eid: str
    content: tuple[Node, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    is_guessed: bool = False


def is_wide(change: Change) -> bool:
    """Whether a change is of a whole document, a chapter or an annex."""
    return not change.target_eid or _CONTAINER.fullmatch(change.target_eid) is not None


def parts_of(change: Change, on: date | None) -> list[Part]:
    """What a wide change does to each provision inside, by the words of the day `on`; without what it does itself."""
    if not (change.target and on and is_wide(change)):
        return []
    if change.action == Action.WORDS:
        return list(_reworded(change, on))
    inside = [] if change.action == Action.ADD else _standing(change.target, change.target_eid, on)
    if change.action == Action.REPEAL:
        return [Part(action=Action.REPEAL, eid=eid) for eid in inside]
    new = {node.eid: node for node in _new_units(change)}
    known = set(change.target.provisions.filter(eid__in=new).values_list("eid", flat=True))
    parts = [Part(action=Action.REPLACE if eid in known else Action.ADD, eid=eid, content=(node,))
             for eid, node in new.items()]  # fmt: skip
    gone = [eid for eid in inside if eid not in new] if new else []
    return [*parts, *(Part(action=Action.REPEAL, eid=eid, is_guessed=True) for eid in gone)]


def part_rows(change: Change) -> QuerySet[Change]:
    """The proposals of single provisions that a wide change was spread into, in reading order."""
    same = Change.objects.filter(document=change.document_id, eid=change.eid, target=change.target_id, text=change.text)
    rows = same.exclude(pk=change.pk).select_related("document", "target").order_by("pk")
    if not (change.target and is_wide(change)):
        return rows.none()
    if change.action == Action.WORDS:
        rows = rows.filter(action=Action.WORDS).exclude(target_eid="")
        own = [row.pk for row in rows if all(pair in change.words for pair in row.words)]
        rows = rows.filter(pk__in=own)  # not those of another phrase of the same sentence
    if not change.target_eid:
        return rows
    new = [node.eid for node in _new_units(change)]
    return rows.filter(target_eid__in=[*new, *_inside(change.target, change.target_eid)])


def holder_of(change: Change, eid: str) -> Provision | None:
    """The chapter that a wide change adds and in which the provision `eid` stands, once it is there."""
    wide = Change.objects.filter(document=change.document_id, eid=change.eid, target=change.target_id, text=change.text)
    for one in wide.exclude(content=[]):
        if is_wide(one) and one.target:
            content = [Node.from_json(values) for values in one.content]
            found = next((unit for unit in _units(content, one.target_eid) if unit.node.eid == eid), None)
            if found and found.parent_eid:
                return one.target.provisions.filter(eid=found.parent_eid).first()
    return None


def hindrance(change: Change, on: date | None) -> str:
    """Why a change of words over a whole document was not spread; empty when it was or is none."""
    if change.target_eid or part_rows(change).exists():
        return ""
    if EXCEPT.search(change.text):
        return _("Câu này có phần loại trừ (“trừ …”). Hãy sửa từng điều ở màn hình sửa văn bản.")
    count = len(parts_of(change, on))
    if count > MOST:
        return _("Cụm từ có ở %d điều, quá nhiều để máy tự tách. Hãy xem lại câu sửa đổi.") % count
    if count:
        return ""
    phrases = ", ".join(f"“{old}”" for old, _new in change.words)
    return _("Không điều nào của văn bản có cụm từ %s theo lời của ngày có hiệu lực.") % phrases


def is_spreadable(change: Change) -> bool:
    """Whether the machine may spread it: exceptions are left to an officer."""
    return is_wide(change) and not (change.action == Action.WORDS and EXCEPT.search(change.text))


def located(target: Document, eid: str) -> str:
    """The eId that a chapter has in `target` ("chp_II" may stand in a part); `eid` itself where it is not clear."""
    if not _CONTAINER.fullmatch(eid):
        return eid
    low = eid.lower()
    eids = target.provisions.exclude(level=Level.ARTICLE).values_list("eid", flat=True)
    found = [one for one in eids if one.lower() == low or one.lower().endswith(f"__{low}")]
    return found[0] if len(found) == 1 else eid


def _reworded(change: Change, on: date) -> Iterator[Part]:
    """Every article that has one of the phrases; nothing where only the name of the chapter is meant."""
    if change.content:
        return
    rows = ProvisionVersion.objects.on(on).filter(provision__document=change.law, is_repealed=False)
    if change.target_eid:
        rows = rows.filter(provision__eid__in=_inside(change.law, change.target_eid))
    ordered = rows.order_by("provision__position")
    for version in ordered.select_related("provision"):
        text = f"{version.heading}\n{version.text}"
        likely = [pair for pair in change.words if stands_in(text, pair[0])]  # few are: only their trees are built
        words = tuple((old, new) for old, new in likely if holds(version.node, old))
        if words:
            yield Part(action=Action.WORDS, eid=version.provision.eid, words=words)


def _units(content: list[Node], eid: str) -> list[Unit]:
    """The provisions that the new text of a chapter makes, the chapter first."""
    return list(units(Parsed(body=tuple(named(node, eid) for node in content[:1]))))


def _new_units(change: Change) -> list[Node]:
    """The provisions inside the new text of a chapter."""
    content = [Node.from_json(values) for values in change.content]
    return [unit.node for unit in _units(content, change.target_eid)[1:]]


def _inside(target: Document, eid: str) -> list[str]:
    """The provisions inside a chapter or annex, in reading order."""
    rows = list(target.provisions.order_by("position").values_list("pk", "eid", "parent"))
    held = {pk for pk, own, _parent in rows if own == eid}
    found = []
    for pk, own, parent in rows:
        if parent in held:
            held.add(pk)
            found.append(own)
    return found


def _standing(target: Document, eid: str, on: date) -> list[str]:
    """The provisions inside a chapter that stand on a day."""
    rows = ProvisionVersion.objects.on(on).filter(provision__document=target, is_repealed=False)
    standing = set(rows.values_list("provision__eid", flat=True))
    return [one for one in _inside(target, eid) if one in standing]
