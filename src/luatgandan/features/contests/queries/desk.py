"""What the desk reads: lists of contests, what one still lacks, what the banks have for it, what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.features.questionbank.enums import Difficulty, Field
from luatgandan.features.questionbank.models import Bank
from luatgandan.foundation.accounts.rules import Action, may_somewhere, organisation_codes, reach
from luatgandan.foundation.modules.registry import DeskTask
from luatgandan.foundation.organisations.models import Organisation

from ..enums import Phase, PrizeKind, RoundKind, Standing, State
from ..models import Attempt, Contest, Entrant, Round, Unit
from ..papers.drawing import lacking
from ..papers.values import Quota, SealedQuestion
from ..rules import ROOM
from .finals import tight_finals
from .parts import parts, rounds_to_come
from .wording import quota_words


def desk_contests(person: Any) -> QuerySet[Contest]:
    """The contests the person may see at the desk."""
    return Contest.objects.filter(reach(person, Action.VIEW_DRAFT, room=ROOM)).select_related("organisation")


def with_figures(rows: QuerySet[Contest]) -> QuerySet[Contest]:
    """The same with what a list shows: first opening, last end, rounds, entrants, submitted attempts."""
    entrants = _taking_part().filter(contest=OuterRef("pk")).order_by().values("contest").annotate(n=Count("pk"))
    attempts = (
        Attempt.objects.submitted().filter(round__contest=OuterRef("pk")).order_by()
        .values("round__contest").annotate(n=Count("pk"))
    )  # fmt: skip
    return rows.annotate(
        opens_at=Min("rounds__starts_at"), closes_at=Max("rounds__ends_at"), round_count=Count("rounds"),
        entrant_count=Coalesce(Subquery(entrants.values("n")), 0),
        attempt_count=Coalesce(Subquery(attempts.values("n")), 0),
    )  # fmt: skip


def _taking_part() -> QuerySet[Entrant]:
    """All but the seats of a rehearsal."""
    return Entrant.objects.exclude(standing=Standing.REHEARSING)


def desk_entrants(rows: QuerySet[Entrant]) -> QuerySet[Entrant]:
    """The same with what a list shows: unit, how many attempts."""
    attempts = Attempt.objects.filter(entrant=OuterRef("pk")).order_by().values("entrant").annotate(n=Count("pk"))
    counted = rows.select_related("unit").annotate(attempt_count=Coalesce(Subquery(attempts.values("n")), 0))
    return counted.order_by("pk")


def state_counts(rows: QuerySet[Contest]) -> dict[str, int]:
    """How many of `rows` stand in each state. One query."""
    counted = {str(state): Count("pk", filter=Q(state=state)) for state in State}
    found: dict[str, int] = rows.select_related(None).order_by().aggregate(**counted)
    return found


def banks_for(organisation: Organisation) -> QuerySet[Bank]:
    """The banks a contest of this unit may draw from: its own and the shared ones."""
    rows = Bank.objects.select_related("organisation")
    return rows.filter(Q(organisation=organisation) | Q(is_shared=True))


@dataclass(frozen=True, kw_only=True)
class Stock:
    """How many questions may be drawn, by field, easy to hard, and together."""

    rows: list[tuple[str, list[int], int]]
    totals: list[int]
    total: int


def stock_of(questions: Sequence[SealedQuestion]) -> Stock:
    """What the banks have, for a table."""
    counts = {
        field: [sum(one.field == field and one.difficulty == level for one in questions) for level in Difficulty]
        for field in Field
    }
    rows = [(str(field.label), levels, sum(levels)) for field, levels in counts.items() if any(levels)]
    totals = [sum(levels[place] for levels in counts.values()) for place in range(len(Difficulty))]
    return Stock(rows=rows, totals=totals, total=sum(totals))


def fitting(quota: Quota, questions: Sequence[SealedQuestion]) -> int:
    """How many questions a quota may choose from."""
    return sum(quota.fits(one) for one in questions)


def shortage(round: Round, *, at: datetime) -> list[str]:
    """What the banks lack for a round as it stands here, and for those to be sealed beside it; empty when nothing."""
    rounds = rounds_to_come(round, at=at)
    return _shortages(sorted(rounds, key=lambda one: (one.starts_at, one.number)), at)


def _shortages(rounds: Sequence[Round], at: datetime) -> list[str]:
    told = [
        _("%(round)s: ngân hàng còn thiếu %(count)d câu (%(quota)s).")
        % {"round": round, "count": count, "quota": quota_words(quota)}
        for round, questions in parts(rounds, at=at, seed="")
        for quota, count in lacking(round.rules, questions)
    ]
    if told and len(rounds) > 1:
        told.append(_("Mỗi câu chỉ hỏi ở một vòng, để công bố đáp án vòng này không lộ đề vòng sau."))
    return told


def wanting(contest: Contest, *, at: datetime) -> list[str]:
    """What keeps a contest from going to the next step, as sentences."""
    rounds = list(contest.rounds.all())
    for round in rounds:
        round.contest = contest
    told = _shortages([one for one in rounds if one.phase == Phase.WAITING], at)
    if not rounds:
        told.append(_("Chưa có vòng thi nào."))
    if not contest.help_contact:
        told.append(_("Chưa ghi nơi giúp người dự thi."))
    if any(round.starts_at <= at for round in rounds[:1]) and not contest.is_practice:
        told.append(_("Giờ mở của vòng đầu đã qua. Hãy chọn giờ mở sau lúc này."))
    return [*told, *_contradictions(contest, rounds), *tight_finals(contest)]


def _contradictions(contest: Contest, rounds: Sequence[Round]) -> list[str]:
    told = [] if contest.units.exists() else _without_units(contest)
    if rounds and rounds[0].kind == RoundKind.FINAL:
        told.append(_("Vòng đầu không thể là chung kết."))
    by_headcount = contest.prizes.filter(kind=PrizeKind.BY_HEADCOUNT).exists()
    if by_headcount and contest.units.exists() and not contest.units.exclude(headcount=None).exists():
        told.append(_("Giải theo tỷ lệ cần số người của từng đơn vị; chưa đơn vị nào có."))
    return told


def _without_units(contest: Contest) -> list[str]:
    """What needs units, in a contest that has none."""
    told = []
    if contest.eligibility.get("units") or contest.eligibility.get("unit_kinds"):
        told.append(_("Người dự thi phải chọn đơn vị nhưng chưa có đơn vị nào."))
    if contest.prizes.exclude(kind=PrizeKind.PERSON).exists():
        told.append(_("Giải tập thể cần danh sách đơn vị; chưa có đơn vị nào."))
    return told


def with_entrants(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """Units with how many take part in each."""
    found = _taking_part().filter(unit=OuterRef("pk")).order_by().values("unit").annotate(n=Count("pk"))
    counted = rows.select_related("ward").annotate(entrant_count=Coalesce(Subquery(found.values("n")), 0))
    return counted.order_by("folded", "pk")


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """Which rounds can be rehearsed and whether they have a trial paper, how many seats, what was sat."""

    rounds: list[tuple[Round, bool]]
    seats: int
    attempts: QuerySet[Attempt]


def rehearsal_of(contest: Contest) -> Rehearsal:
    """How far the rehearsal of a contest is. Three queries."""
    rounds = contest.rounds.filter(phase=Phase.WAITING).select_related("sealed")
    seats = contest.entrants.filter(standing=Standing.REHEARSING)
    return Rehearsal(
        rounds=[(one, hasattr(one, "sealed")) for one in rounds], seats=seats.count(),
        attempts=Attempt.objects.filter(entrant__in=seats).select_related("entrant", "round"),
    )  # fmt: skip


def figures(contest: Contest) -> dict[str, int]:
    """How many units, entrants and submitted attempts a contest has. Three queries."""
    return {
        "units": contest.units.count(), "entrants": _taking_part().filter(contest=contest).count(),
        "attempts": Attempt.objects.submitted().filter(round__contest=contest).count(),
    }  # fmt: skip


def desk_tasks(person: Any) -> list[DeskTask]:
    """What waits for a person: contests to approve that others drew up, approved ones to publish."""
    waiting = {
        State.CHECKED: (gettext_lazy("Cuộc thi chờ duyệt"), Action.APPROVE),
        State.APPROVED: (gettext_lazy("Cuộc thi đã duyệt, chờ công bố"), Action.PUBLISH),
    }
    mine = {state: label for state, (label, action) in waiting.items() if may_somewhere(person, action, room=ROOM)}
    if not mine:
        return []
    rows = Contest.objects.of_units(organisation_codes(person, Action.APPROVE, room=ROOM))
    found = rows.order_by().aggregate(
        checked=Count("pk", filter=Q(state=State.CHECKED) & ~Q(author=person)),
        approved=Count("pk", filter=Q(state=State.APPROVED)),
    )
    base = reverse("contests_desk:list")
    return [DeskTask(label=label, count=found[state], url=f"{base}?buoc={state}") for state, label in mine.items()]
