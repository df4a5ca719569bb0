"""The law in time: versions of a provision, a document as of a day, one unit on a day."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from luatgandan.lib.legaltext.edits import find_unit
from luatgandan.lib.legaltext.flat import flatten, mark
from luatgandan.lib.legaltext.provisions import provision_of
from luatgandan.lib.legaltext.tree import Level, Node

from ..models import Document, Provision, ProvisionVersion


def unworded(document: Document, day: date) -> list[Provision]:
    """Articles that may have stood on `day` and of which the library has later words only. One query."""
    versions = ProvisionVersion.objects.filter(provision=OuterRef("pk"))
    early = versions.filter(Q(valid_from=None) | Q(valid_from__lte=day))
    articles = document.provisions.filter(Exists(versions), ~Exists(early), level=Level.ARTICLE)
    maker = Subquery(versions.order_by("valid_from").values("changed_by")[:1])
    return [one for one in articles.annotate(maker=maker).filter(maker=None) if not one.is_inserted]


def as_of(document: Document, day: date) -> list[ProvisionVersion]:
    """The whole document as it reads on `day`, in reading order; one query."""
    rows = ProvisionVersion.objects.on(day).filter(provision__document=document)
    return list(rows.select_related("provision").order_by("provision__position"))


def unit_on(document_id: int, eid: str, day: date) -> Node | None:
    """An article, clause or point as it reads on `day`; None where it does not exist, is repealed, or has no text."""
    rows = ProvisionVersion.objects.on(day).filter(provision__document=document_id, provision__eid=provision_of(eid))
    version = rows.filter(is_repealed=False).first()
    return find_unit(version.node, eid) if version else None


def is_repealed_on(document_id: int, eid: str, day: date) -> bool:
    """Whether a unit is known and no longer the law on `day`: repealed with its article, or taken out of it."""
    rows = ProvisionVersion.objects.filter(provision__document=document_id, provision__eid=provision_of(eid))
    now = rows.on(day).first()
    if now is None or now.is_repealed or find_unit(now.node, eid):
        return now is not None and now.is_repealed
    return any(find_unit(one.node, eid) for one in rows)


def words_on(document_id: int, eid: str, day: date) -> str:
    """What a unit says on `day`: the words of the units around it that lead to it, then its own; empty without any.

    A point says something else when the lead-in of its clause changes.
    """
    rows = ProvisionVersion.objects.on(day).filter(provision__document=document_id, provision__eid=provision_of(eid))
    version = rows.filter(is_repealed=False).first()
    unit = find_unit(version.node, eid) if version else None
    if version is None or unit is None:
        return ""
    around = [one for one in version.node.walk() if one.eid and eid.startswith(f"{one.eid}__")]
    leads = [words for one in around if (words := _numbered(one, one.text))]
    return "\n".join([*leads, _numbered(unit, flatten(unit).text)]).strip()


def _numbered(unit: Node, words: str) -> str:
    """Words behind the number of their unit; an article has its name instead."""
    if unit.level is Level.ARTICLE:
        return "\n".join(part for part in (unit.heading, words) if part)
    return f"{mark(unit)} {words}".strip() if words else ""


def day_before(day: date) -> date:
    """The last day of the law as it was."""
    return day - timedelta(days=1)
