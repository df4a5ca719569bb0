"""Prizes of a round, who stands for them, and what is still to be done before the decision."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from hashlib import sha256

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import AwardState, Phase, PrizeKind, SignalState
from ..models import Attempt, Award, Complaint, Contest, Correction, Entrant, Prize, Round, Signal
from ..office import Certificate
from ..rules.names import shown_name
from ..rules.winning import PERCENT, Candidate, Offered, Team
from .rounds import asked_elsewhere

ALIVE = (AwardState.PROPOSED, AwardState.VERIFIED, AwardState.DECIDED)


def is_last(round_: Round) -> bool:
    """Whether the contest ends with this round: its ranking also gives the prizes of the whole contest."""
    return not Round.objects.filter(contest=round_.contest_id, number__gt=round_.number).exists()


def prizes_of(round_: Round) -> QuerySet[Prize]:
    """The prizes that the ranking of this round gives, in their order."""
    own = Q(round=round_)
    if is_last(round_):
        own |= Q(round=None, contest=round_.contest_id)
    return Prize.objects.filter(own).order_by("order", "pk")


def awards_of(round_: Round) -> QuerySet[Award]:
    """Winners of this round's prizes with what a list shows, in the order of prizes and places. One query."""
    rows = Award.objects.filter(prize__in=prizes_of(round_).order_by())
    known = (
        "prize__contest__organisation", "prize__round", "attempt__entrant__unit", "attempt__entrant__ward",
        "unit__ward", "verified_by",
    )  # fmt: skip
    return rows.select_related(*known).order_by("prize__order", "prize_id", "attempt__place", "pk")


def offered(prize: Prize) -> Offered:
    """A prize as a plain value."""
    return Offered(
        id=prize.pk, kind=PrizeKind(prize.kind), quantity=prize.quantity, least_score=prize.least_score,
        least_entrants=prize.least_entrants,
    )  # fmt: skip


def candidates(round_: Round, most: int, *, leasts: Collection[int]) -> list[Candidate]:
    """In rank, for each least score (per cent) the first `most` who reach it. One query for each."""
    rows = Attempt.objects.submitted().filter(round=round_, is_counted=True, place__isnull=False)
    found: dict[int, tuple[int, Candidate]] = {}
    for least in leasts:
        points = max(1, -(-least * round_.rules.best_score // PERCENT))  # nothing wins nothing
        reached = rows.filter(score__gte=points).order_by("place", "pk")
        for key, entrant, score, place in reached.values_list("pk", "entrant_id", "score", "place")[:most]:
            found[key] = (place or 0, Candidate(attempt=key, entrant=entrant, score=score or 0))
    return [one for _place, one in sorted(found.values(), key=lambda pair: (pair[0], pair[1].attempt))]


def teams(rounds: list[Round], winners: Counter[int], *, seed: str) -> list[Team]:
    """Units as collective prizes of these rounds count them: people once, however many rounds they sat. Two queries."""
    rows = Attempt.objects.submitted().filter(round__in=rounds, is_counted=True, entrant__unit__isnull=False).order_by()
    found = rows.values("entrant__unit", "entrant__unit__headcount", "entrant__unit__join_code").annotate(
        people=Count("entrant", distinct=True), right=Count("pk", filter=Q(is_all_right=True))
    )
    means = _means(rows, {one.pk: one.rules.best_score for one in rounds})
    return [
        Team(
            unit=one["entrant__unit"], people=one["people"], headcount=one["entrant__unit__headcount"],
            winners=winners[one["entrant__unit"]], right=one["right"],
            mean=means[one["entrant__unit"]],
            lot=sha256(f"{seed}\n{one['entrant__unit__join_code']}".encode()).hexdigest(),
        )
        for one in found
    ]  # fmt: skip


def _means(rows: QuerySet[Attempt], best: Mapping[int, int]) -> dict[int, Fraction]:
    """The mean of each unit in per cent, exactly: equal units must be equal. One query."""
    sums = rows.values("entrant__unit", "round").annotate(total=Sum("score", default=0), papers=Count("score"))
    shares: dict[int, Fraction] = defaultdict(Fraction)
    papers: Counter[int] = Counter()
    for one in sums:
        shares[one["entrant__unit"]] += Fraction(PERCENT * one["total"], best[one["round"]])
        papers[one["entrant__unit"]] += one["papers"]
    return {unit: share / (papers[unit] or 1) for unit, share in shares.items()}


def complaints_until(round_: Round) -> datetime | None:
    """Until when entrants may complain: the end of the last day, Vietnam's time.

    The days begin when places and keys are public; None while one of them is not: nobody contests a key unseen.
    """
    if round_.ranked_at is None or round_.revealed_at is None:
        return None
    return window_end(max(round_.ranked_at, round_.revealed_at), days=round_.contest.complaint_days)


def window_end(since: datetime, *, days: int) -> datetime:
    """The end of the last of so many days after a moment, Vietnam's time."""
    return timezone.make_aware(datetime.combine(timezone.localdate(since) + timedelta(days=days + 1), time.min))


def may_complain(round_: Round, *, at: datetime) -> bool:
    """Whether the window is open."""
    until = complaints_until(round_)
    return round_.phase == Phase.RANKED and (until is None or at < until)


def obstacles(round_: Round, *, at: datetime) -> list[str]:
    """What still stands before the decision, in words; empty when it may be made. Eight queries."""
    if round_.phase != Phase.RANKED:
        return [_("Vòng thi chưa xếp hạng, hoặc đã có quyết định.")]
    if round_.stale_since:
        return [_("Điểm và thứ hạng đang được tính lại từ %s.") % f"{timezone.localtime(round_.stale_since):%H:%M}"]
    awards = Counter(awards_of(round_).order_by().values_list("state", flat=True))
    open_ = Complaint.objects.filter(round=round_, answered_at=None).count()
    listed = Q(attempts__awards__state__in=ALIVE) | Q(attempts__entrant__unit__in=_units_on_list(round_))
    doubts = Signal.objects.filter(listed, round=round_, state=SignalState.OPEN).distinct()
    return [
        words
        for words in (
            _window(round_, at), _undecided(round_, at), _unverified(awards), _unanswered(open_), _doubted(doubts),
            _uncorrected(round_),
        )
        if words
    ]  # fmt: skip


def _uncorrected(round_: Round) -> str:
    """A certificate bears the name as it stands at the decision."""
    asked = Correction.objects.filter(entrant__attempts__round=round_).order_by("entrant__code").distinct()
    codes = ", ".join(asked.values_list("entrant__code", flat=True))
    return _("Còn đề nghị sửa thông tin chờ người thứ hai: %s.") % codes if codes else ""


def _units_on_list(round_: Round) -> list[int | None]:
    rows = awards_of(round_).order_by().filter(state__in=ALIVE, unit__isnull=False)
    return list(rows.values_list("unit", flat=True))


def _window(round_: Round, at: datetime) -> str:
    until = complaints_until(round_)
    if until is None:
        return _("Đáp án chưa công bố nên chưa tính ngày nhận khiếu nại. %s") % _awaited(round_, at)
    if at >= until:
        return ""
    return _("Còn nhận khiếu nại đến hết ngày %s.") % f"{timezone.localtime(until) - timedelta(days=1):%d/%m/%Y}"


def _awaited(round_: Round, at: datetime) -> str:
    others = "; ".join(f"{one.contest}, {one}" for one in asked_elsewhere(round_, at))
    if not others:
        return _("Hệ thống công bố trong ít phút nữa.")
    return _("Chờ vòng còn hỏi một số câu của vòng này: %s.") % others


def _undecided(round_: Round, at: datetime) -> str:
    """A prize of the whole contest counts all its rounds, so the last one waits; not for one that was never held."""
    if not prizes_of(round_).filter(round=None).exists():
        return ""
    others = Round.objects.filter(contest=round_.contest_id).exclude(pk=round_.pk).exclude(phase=Phase.DECIDED)
    left = others.exclude(phase=Phase.WAITING, ends_at__lte=at)
    told = ", ".join(str(one) for one in left.order_by("number"))
    return _("Giải của cả cuộc thi tính mọi vòng. Hãy quyết định trao giải trước cho: %s.") % told if told else ""


def _unverified(awards: Counter[str]) -> str:
    count = awards[AwardState.PROPOSED]
    return ngettext("%d giải chưa xác minh.", "%d giải chưa xác minh.", count) % count if count else ""


def _unanswered(count: int) -> str:
    return ngettext("%d khiếu nại chưa trả lời.", "%d khiếu nại chưa trả lời.", count) % count if count else ""


def _doubted(doubts: QuerySet[Signal]) -> str:
    count = doubts.count()
    if not count:
        return ""
    return (
        ngettext(
            "%d dấu hiệu bất thường của người, tập thể có trong danh sách chưa có kết luận.",
            "%d dấu hiệu bất thường của người, tập thể có trong danh sách chưa có kết luận.",
            count,
        )
        % count
    )


def same_identity(award: Award, digest: str) -> Award | None:
    """Another entrant's award in this contest with the same citizen number; not one that was not recognised."""
    if award.attempt is None:
        return None
    rows = Award.objects.filter(prize__contest=award.prize.contest_id, identity_digest=digest, state__in=ALIVE)
    return rows.exclude(attempt__entrant=award.attempt.entrant_id).select_related("attempt__entrant").first()


@dataclass(frozen=True, kw_only=True)
class Winner:
    """One line of the public list of winners."""

    round: str
    prize: str
    name: str
    unit: str
    figure: str


def rounds_won(entrant_id: int) -> list[Round]:
    """The rounds whose list of winners, not decided yet, names somebody. One query."""
    rows = Round.objects.filter(phase=Phase.RANKED, attempts__entrant=entrant_id, attempts__awards__isnull=False)
    return list(rows.distinct())


def public_winners(contest: Contest, *, on: date) -> list[Winner]:
    """What was given, round by round, with names as the contest shows them. One query."""
    rows = Award.objects.filter(prize__contest=contest, state=AwardState.DECIDED)
    known = ("prize__round", "attempt__entrant__unit", "unit")
    rows = rows.select_related(*known).order_by("prize__round__number", "prize__order", "attempt__place", "pk")
    return [_winner(one, contest, on) for one in rows]


def _winner(award: Award, contest: Contest, on: date) -> Winner:
    round_, unit = str(award.prize.round or ""), award.unit.name if award.unit else ""
    name = unit
    if award.attempt:
        entrant = award.attempt.entrant
        name, unit = shown_name(entrant, names=contest.names, on=on), entrant.unit.name if entrant.unit else ""
    return Winner(
        round=round_, prize=award.prize.title, name=name, unit=unit if award.attempt else "", figure=award.figure
    )


def ranked_round(contest: Contest, number: int) -> Round | None:
    """A round of a contest whose places are there. One query."""
    return contest.rounds.select_related("contest").filter(number=number, ranked_at__isnull=False).first()


def complaints_of(entrant: Entrant, round_: Round) -> list[Complaint]:
    """What an entrant wrote about a round, oldest first. One query."""
    return list(Complaint.objects.filter(round=round_, entrant=entrant).order_by("sent_at"))


def answered_rounds(entrant: Entrant) -> list[Round]:
    """The rounds about which an entrant complained and has an answer. One query."""
    answered = Complaint.objects.filter(entrant=entrant, answered_at__isnull=False)
    return list(Round.objects.filter(pk__in=answered.order_by().values("round")).order_by("number"))


def own_awards(entrant: Entrant) -> list[Award]:
    """What an entrant won, once decided. One query."""
    rows = Award.objects.filter(attempt__entrant=entrant, state=AwardState.DECIDED)
    return list(rows.select_related("prize").order_by("prize__order", "pk"))


def certificate_of(code: str) -> Award | None:
    """The award a certificate names, once decided."""
    rows = Award.objects.filter(certificate=code, state=AwardState.DECIDED)
    known = ("prize__contest__organisation", "prize__round", "attempt__entrant__unit", "unit")
    return rows.select_related(*known).first()


def printed(award: Award) -> Certificate:
    """The fields of a decided award's certificate: those of the day of the decision, whatever was renamed since."""
    return Certificate(
        code=str(award.certificate), name=award.shown_name, decided_on=timezone.localdate(award.decided_at),
        **(award.printed or printed_now(award)),
    )  # fmt: skip


def printed_now(award: Award) -> dict[str, str]:
    """What a certificate says of contest, prize and unit as they are now."""
    contest, attempt = award.prize.contest, award.attempt
    unit = attempt.entrant.unit if attempt else None
    return {
        "prize": award.prize.title, "contest": contest.title, "round": str(award.prize.round or ""),
        "unit": unit.name if unit else "", "figure": award.figure, "organiser": contest.organisation.name,
    }  # fmt: skip
