"""Who sits a final: the first of the rounds before, fixed once when all of those are decided."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import Phase, RoundKind, State
from ..models import Attempt, Contest, Entrant, Finalist, Round
from ..rules.names import shown_name
from .winners import window_end


def finals_to_fix(*, at: datetime, contest: Contest | None = None) -> QuerySet[Round]:
    """Finals without a list whose earlier rounds are all decided; one that was never held is not waited for."""
    earlier = Round.objects.filter(contest=OuterRef("contest"), number__lt=OuterRef("number"), kind=RoundKind.OPEN)
    left = earlier.exclude(phase=Phase.DECIDED).exclude(phase=Phase.WAITING, ends_at__lte=at)
    rows = Round.objects.filter(kind=RoundKind.FINAL, phase=Phase.WAITING, finalists_at=None)
    rows = rows.filter(Exists(earlier.filter(phase=Phase.DECIDED)), ~Exists(left), contest__state=State.PUBLISHED)
    return rows.filter(contest=contest) if contest else rows


def rounds_before(final: Round) -> QuerySet[Round]:
    """The rounds whose first sit a final."""
    rows = Round.objects.filter(contest=final.contest_id, number__lt=final.number, kind=RoundKind.OPEN)
    return rows.order_by("number")


def next_final(round: Round) -> Round | None:
    """The final that waits for the decision of this round."""
    rows = Round.objects.filter(contest=round.contest_id, number__gt=round.number, kind=RoundKind.FINAL)
    return None if round.is_final else rows.filter(finalists_at=None).order_by("number").first()


def first_of(round: Round, most: int) -> list[Attempt]:
    """In their places the first so many who take part now: for who withdrew or was excluded the next moves up."""
    rows = Attempt.objects.submitted().filter(round=round, is_counted=True, place__isnull=False)
    return list(rows.order_by("place", "pk")[:most])


def is_in_final(entrant: Entrant, final: Round) -> bool:
    """Whether the person is on the list. One query.

    Of a final that was sealed before there were lists: whether they stand among the first of a round before.
    """
    if final.finalists_at or final.phase == Phase.WAITING:
        return final.finalists.filter(entrant=entrant).exists()
    stood = Attempt.objects.submitted().filter(entrant=entrant, round__in=rounds_before(final), is_counted=True)
    return stood.filter(place__lte=final.takes_from_earlier).exists()


def finalist_codes(round: Round) -> list[str] | None:
    """The codes on the list of a final; None for a round that is open to all, and for a final without a list."""
    if not round.is_final or round.finalists_at is None:
        return None
    return sorted(round.finalists.order_by().values_list("entrant__code", flat=True))


def finalist_lines(final: Round) -> QuerySet[Finalist]:
    """The list with what a page shows of it."""
    return final.finalists.select_related("entrant__unit", "earlier").order_by("earlier__number", "place", "pk")


def finalist_shown(one: Finalist, contest: Contest, *, on: date) -> dict[str, object]:
    """One line for everybody, with the name as the contest shows names."""
    entrant = one.entrant
    return {
        "round": str(one.earlier), "place": one.place, "code": entrant.code,
        "name": shown_name(entrant, names=contest.names, on=on), "unit": entrant.unit.name if entrant.unit else "",
    }  # fmt: skip


def waiting_words(final: Round) -> str:
    """Why a final does not open, for the desk."""
    if final.finalists_at:
        return _("Danh sách chung kết chốt sau giờ mở. Hãy chọn giờ mở và giờ đóng mới cho chung kết.")
    return _("Vòng này chờ quyết định của mọi vòng trước. Hãy quyết định các vòng đó, rồi chọn giờ mở mới.")


def tight_finals(contest: Contest) -> list[str]:
    """Finals that open before the rounds before can be decided, since complaints are taken for some days. In words."""
    rounds = sorted(contest.rounds.all(), key=lambda one: one.number)
    finals = [one for one in rounds if one.is_final and one.phase == Phase.WAITING and one.finalists_at is None]
    told = []
    for final in finals:
        before = [one for one in rounds if one.number < final.number and not one.is_final]
        until = max((_decidable(one, contest) for one in before), default=final.starts_at)
        if before and final.starts_at < until:
            told.append(_tight(final, until))
    return told


def _decidable(round: Round, contest: Contest) -> datetime:
    """From when at the earliest a round can be decided."""
    over = round.ends_at + timedelta(seconds=round.rules.grace_seconds)
    return window_end(over, days=contest.complaint_days)


def _tight(final: Round, until: datetime) -> str:
    told = {"final": final, "until": f"{timezone.localtime(until) - timedelta(days=1):%d/%m/%Y}"}
    return (
        _("%(final)s mở khi các vòng trước còn nhận khiếu nại (đến hết ngày %(until)s), nên sẽ không mở được đúng giờ. "
          "Hãy dời chung kết, hoặc giảm số ngày nhận khiếu nại.") % told
    )  # fmt: skip


def late_finals(contest: Contest, *, at: datetime) -> list[str]:
    """What the desk must do about the finals of a public contest, in words."""
    waiting = [one for one in contest.rounds.all() if one.waits_for_finalists and one.starts_at <= at]
    return [*tight_finals(contest), *(f"{one}: {waiting_words(one)}" for one in waiting)]
