"""Prizes: the list a machine proposes, winners verified by people, the next in rank moving up."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.rules import identity_of

from .. import rules
from ..enums import AwardState, LogKind, Phase, PrizeKind
from ..models import Attempt, Award, Prize, Round
from ..queries import winners as queries
from ..rules.places import points, span
from ..rules.winning import Team, share_out, share_out_units
from .changing import locked_round
from .errors import ContestError, NotAllowedError, WrongPhaseError
from .log import write_log

Winner = tuple[int, str, int, str]  # prize, "attempt_id" or "unit_id", its key, and why in words


class IdentityError(ContestError):
    """A citizen number that cannot be, or that another winner has given."""


@transaction.atomic
def propose_awards(*, round: Round, by: Any, at: datetime) -> int:
    """Write the list of winners anew from ranking and prizes; returns how many it has.

    Who was verified stays verified, also when moving to another prize; who was declined stays out.
    """
    now = _ranked(round, by)
    kept = write_list(now)
    write_log(now.contest, LogKind.CHANGED, at=at, by=by, round=now.number, awards=kept)
    return kept


@transaction.atomic
def renew_awards(*, round: Round) -> None:
    """A list that was written follows places and people as they are now; none is written where nobody asked for one."""
    now = locked_round(round)
    if now.phase == Phase.RANKED and queries.awards_of(now).exists():
        write_list(now)


@transaction.atomic
def verify_award(*, award: Award, number: str = "", by: Any, at: datetime) -> Award:
    """A person has compared the winner's papers with the entry; of people the citizen number is asked now.

    Of the number only the last four digits and a keyed hash stay. Raises IdentityError.
    """
    _round, now = _standing(award, by)
    if now.attempt_id:
        _identify(now, number)
    now.state, now.verified_by, now.verified_at = AwardState.VERIFIED, by, at
    now.save(update_fields=["state", "verified_by", "verified_at", "identity_last4", "identity_digest"])
    return now


@transaction.atomic
def decline_award(*, award: Award, reason: str, by: Any, at: datetime) -> None:
    """Not recognised, for a written reason; the next in rank moves up."""
    if not reason.strip():
        raise ContestError(_("Hãy viết vì sao không công nhận."))
    round_, now = _standing(award, by)
    now.state, now.reason, now.verified_by, now.verified_at = AwardState.DECLINED, reason.strip(), by, at
    now.save(update_fields=["state", "reason", "verified_by", "verified_at"])
    write_list(round_)
    write_log(round_.contest, LogKind.CHANGED, at=at, by=by, attempt=now.attempt, declined=now.pk)


@transaction.atomic
def propose_again(*, award: Award, reason: str, by: Any, at: datetime) -> None:
    """Take back that a winner was not recognised, for a written reason: the place in rank counts again.

    Whoever had moved up leaves the list where the places do not reach; the citizen number is asked anew.
    """
    if not reason.strip():
        raise ContestError(_("Hãy viết vì sao đề nghị lại."))
    round_, now = _locked(award, by)
    if now.state != AwardState.DECLINED:
        raise ContestError(_("Giải này không bị ghi là không công nhận. Hãy tải lại trang."))
    write_log(
        round_.contest, LogKind.CHANGED, at=at, by=by, attempt=now.attempt, what="propose_again", declined=now.pk,
        before=now.reason, reason=reason.strip(),
    )  # fmt: skip
    now.delete()
    write_list(round_)


def _ranked(round_: Round, by: Any) -> Round:
    now = locked_round(round_)
    if not rules.may_manage_entrants(by, now.contest):
        raise NotAllowedError
    if now.phase != Phase.RANKED:
        raise WrongPhaseError(_("Danh sách trao giải chỉ sửa được sau khi xếp hạng và trước khi có quyết định."))
    return now


def _locked(award: Award, by: Any) -> tuple[Round, Award]:
    """The round first, as whoever writes its list or decides it does: else two people wait for each other."""
    round_ = _ranked(_round_of(award), by)
    rows = Award.objects.select_for_update(of=("self",)).select_related("prize", "attempt__entrant")
    now = rows.filter(pk=award.pk).first()
    if now is None:
        raise ContestError(_("Danh sách trao giải đã đổi và không còn dòng này. Hãy xem lại danh sách."))
    return round_, now


def _standing(award: Award, by: Any) -> tuple[Round, Award]:
    round_, now = _locked(award, by)
    if now.state == AwardState.DECLINED:
        raise ContestError(_("Giải này đã ghi là không công nhận. Hãy lập lại danh sách."))
    return round_, now


def _round_of(award: Award) -> Round:
    """The round whose ranking gives the prize: its own, or the last of the contest."""
    own = award.prize.round_id
    rows = Round.objects.filter(pk=own) if own else Round.objects.filter(contest=award.prize.contest_id)
    return rows.select_related("contest__organisation").order_by("-number")[0]


def _identify(award: Award, number: str) -> None:
    try:
        identity = identity_of(number)
    except ValueError as error:
        raise IdentityError(_("Số căn cước công dân (số định danh) có 12 chữ số.")) from error
    other = queries.same_identity(award, identity.digest)
    if other and other.attempt:
        raise IdentityError(
            _("Số này đã dùng cho người đạt giải có mã %(code)s. Một người chỉ dự thi bằng một mã: hãy ghi không công "
              "nhận một trong hai giải, kèm lý do.") % {"code": other.attempt.entrant.code}
        )  # fmt: skip
    award.identity_last4, award.identity_digest = identity.last4, identity.digest


def write_list(round_: Round) -> int:
    """Make the awards follow ranking and prizes; returns how many there are. Who may is the caller's to ask."""
    prizes = list(queries.prizes_of(round_))
    declined = Award.objects.filter(prize__in=prizes, state=AwardState.DECLINED)
    passed = set(declined.filter(attempt__isnull=False).values_list("attempt__entrant_id", flat=True))
    people = _people(round_, [one for one in prizes if one.kind == PrizeKind.PERSON], passed)
    units = _units(round_, [one for one in prizes if one.kind != PrizeKind.PERSON], people)
    return _reconcile(prizes, [*people, *units])


def _people(round_: Round, prizes: list[Prize], passed: set[int]) -> list[Winner]:
    offered = [queries.offered(one) for one in prizes]
    most = sum(one.quantity for one in prizes) + len(passed)
    ranked = queries.candidates(round_, most, leasts={one.least_score for one in offered})
    found = share_out(offered, ranked, best_score=round_.rules.best_score, passed_over=passed)
    attempts = Attempt.objects.in_bulk([attempt for _prize, attempt in found])
    return [(prize, "attempt_id", attempt, _of_person(round_, attempts[attempt])) for prize, attempt in found]


def _units(round_: Round, prizes: list[Prize], people: Iterable[Winner]) -> list[Winner]:
    """Prizes of the round count the round; those of the whole contest count all its rounds and all its winners.

    A unit that was declined is passed over among the prizes of the same kind of span, not of the other.
    """
    found: list[Winner] = []
    for is_whole in (False, True):
        chosen = {one.pk: one for one in prizes if (one.round_id is None) == is_whole}
        if not chosen:
            continue
        rounds = list(round_.contest.rounds.all()) if is_whole else [round_]
        attempts = {key for _prize, _kind, key, _why in people}
        if is_whole:
            earlier = Award.objects.filter(prize__contest=round_.contest_id, state__in=queries.ALIVE)
            attempts |= set(
                earlier.exclude(attempt=None).exclude(prize__in=prizes).values_list("attempt_id", flat=True)
            )
        won = Attempt.objects.filter(pk__in=attempts, entrant__unit__isnull=False).order_by()
        people_won = won.values_list("entrant__unit_id", "entrant_id").distinct()  # each once, however many prizes
        winners = Counter(unit for unit, _entrant in people_won)
        teams = {one.unit: one for one in queries.teams(rounds, winners, seed=round_.seed)}
        offered = [queries.offered(one) for one in chosen.values()]
        refused = Award.objects.filter(prize__in=chosen, state=AwardState.DECLINED, unit__isnull=False)
        passed = set(refused.values_list("unit_id", flat=True))
        shared = share_out_units(offered, list(teams.values()), passed_over=passed)
        found += [(prize, "unit_id", unit, _of_unit(chosen[prize], teams[unit])) for prize, unit in shared]
    return found


def _reconcile(prizes: list[Prize], wanted: list[Winner]) -> int:
    """Make the awards that stand equal to those wanted, keeping what people verified."""
    groups = {one.pk: (one.kind, one.round_id) for one in prizes}  # a unit may win in the round and in the contest
    standing = Award.objects.filter(prize__in=prizes, state__in=(AwardState.PROPOSED, AwardState.VERIFIED))
    known = {(groups[one.prize_id], one.attempt_id or one.unit_id): one for one in standing}
    for prize, field, key, why in wanted:
        award = known.pop((groups[prize], key), None) or Award(**{field: key})
        award.prize_id, award.figure = prize, why
        award.save()
    for gone in known.values():
        gone.delete()
    return len(wanted)


def _of_person(round_: Round, attempt: Attempt) -> str:
    return _("hạng %(place)d, %(points)s câu, %(time)s") % {
        "place": attempt.place, "points": points(attempt.score or 0, round_.rules), "time": span(attempt.millis or 0),
    }  # fmt: skip


def _of_unit(prize: Prize, team: Team) -> str:
    """What the prize counted: of its round, or of the whole contest."""
    if prize.kind == PrizeKind.MOST_WINNERS:
        return _("%(winners)d người đạt giải") % {"winners": team.winners}
    if team.headcount:
        return _("%(people)d người dự thi trên %(all)d người") % {"people": team.people, "all": team.headcount}
    return _("%(people)d người dự thi") % {"people": team.people}
