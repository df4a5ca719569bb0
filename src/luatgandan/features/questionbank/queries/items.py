"""Questions of banks: lists of the desk, what waits for whom, what may be drawn."""

from collections import Counter
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.enums import Decision
from luatgandan.features.library.models import Review
from luatgandan.features.library.queries.reviews import hidden_parts
from luatgandan.foundation.accounts.rules import Action, may_somewhere, organisation_codes, reach
from luatgandan.foundation.modules.registry import DeskTask

from ..enums import State
from ..linting import text_of
from ..models import Bank, Item, ItemQuerySet
from ..rules import ROOM


def desk_items(person: Any) -> ItemQuerySet:
    """The questions of one's units, and approved ones of shared banks that are practised; with what a list shows.

    `words`: the stem this person may read, of the newest version in their own units, else of the approved one.
    `is_late`: the law under it has changed and nobody has looked at it again.
    """
    own = reach(person, Action.VIEW_DRAFT, room=ROOM, field="bank__organisation")
    words = Case(When(own, then=F("latest__stem")), default=F("approved__stem")) if own else F("latest__stem")
    shared = Q(bank__is_shared=True, bank__is_for_contests=False, approved__isnull=False)
    rows = Item.objects.filter(own | shared) if own else Item.objects.all()
    late = Exists(flagged_keys().filter(object_id=OuterRef("pk")))
    return rows.select_related("bank__organisation").annotate(words=words, is_late=late)


def desk_banks(person: Any) -> QuerySet[Bank]:
    """The banks the person reads at the desk, with how many questions are in use."""
    codes = organisation_codes(person, Action.VIEW_DRAFT, room=ROOM)
    rows = Bank.objects.select_related("organisation").annotate(
        usable=Count("items", filter=Q(items__approved__isnull=False))
    )
    return rows if codes is None else rows.filter(Q(organisation__code__in=codes) | Q(is_shared=True))


def exportable_items(person: Any) -> ItemQuerySet:
    """The questions of the units whose data the person may take away; of banks for contests only who works on them."""
    reached = reach(person, Action.EXPORT, room=ROOM, field="bank__organisation")
    rows = Item.objects.filter(reached).annotate(words=F("latest__stem"))
    edited = reach(person, Action.EDIT, room=ROOM, field="bank__organisation")
    return rows.filter(Q(bank__is_for_contests=False) | edited) if edited else rows


def state_counts(rows: ItemQuerySet) -> dict[str, int]:
    """How many of `rows` stand in each state. One query."""
    counted = {str(state): Count("pk", filter=Q(state=state)) for state in State}
    found: dict[str, int] = rows.select_related(None).order_by().aggregate(**counted)
    return found


def units_and_counts(rows: ItemQuerySet, fitting: ItemQuerySet) -> tuple[list[tuple[str, str]], Counter[str]]:
    """Code and name of the units whose banks hold some of `rows`, and how many of `fitting` by state. One query."""
    names = ("bank__organisation__code", "bank__organisation__name", "state")
    fits = Count("pk", filter=Q(pk__in=fitting.order_by().values("pk")))
    found = list(rows.order_by("bank__organisation__path").values_list(*names).annotate(fits=fits))
    counts: Counter[str] = Counter()
    for _code, _name, state, count in found:
        counts[state] += count
    return list(dict.fromkeys((code, name) for code, name, _state, _count in found)), counts


def flagged_keys() -> Any:
    """The questions whose law has changed and that nobody has looked at again, for a filter."""
    kind = ContentType.objects.get_for_model(Item)
    return Review.objects.filter(content_type=kind, decision=Decision.OPEN).values("object_id")


def flagged(keys: list[int]) -> set[int]:
    """Those of these questions whose law has changed and that nobody has looked at again. One query."""
    return set(flagged_keys().filter(object_id__in=keys).values_list("object_id", flat=True))


def drawable(*, on: date, units: set[str] | None = None) -> ItemQuerySet:
    """Approved questions that may be put before people on a day: of these units' banks and of shared ones.

    What rests on law that changed is left out once its grace is over, or when it was taken back.
    """
    rows = Item.objects.usable().exclude(pk__in=[key for key, _part in hidden_parts(Item, on=on)])
    if units is not None:
        rows = rows.filter(Q(bank__organisation__code__in=units) | Q(bank__is_shared=True))
    return rows.select_related("bank__organisation", "approved")


def known_texts(bank: Bank | None, *, but: int = 0) -> list[tuple[str, str]]:
    """Code and words of every question in use or in the making in a bank and in shared ones. One query."""
    rows = Item.objects.filter(Q(bank=bank) | Q(bank__is_shared=True)).exclude(state=State.RETIRED).exclude(pk=but)
    return [
        (one.code, text_of(one.latest.content_of(one.kind)))
        for one in rows.select_related("latest").order_by("pk")
        if one.latest
    ]


def desk_tasks(person: Any) -> list[DeskTask]:
    """What waits for a person: never one's own words. One query and those for the person's units."""
    waiting = {
        State.DRAFT: (_("Câu hỏi trắc nghiệm chờ kiểm tra"), Action.EDIT),
        State.CHECKED: (_("Câu hỏi trắc nghiệm chờ duyệt"), Action.APPROVE),
    }
    mine = {state: label for state, (label, action) in waiting.items() if may_somewhere(person, action, room=ROOM)}
    if not mine:
        return []
    codes = organisation_codes(person, Action.EDIT, room=ROOM)
    counts = state_counts(Item.objects.of_units(codes).exclude(latest__author=person))
    base = reverse("questionbank_desk:list")
    return [DeskTask(label=label, count=counts[state], url=f"{base}?buoc={state}") for state, label in mine.items()]
