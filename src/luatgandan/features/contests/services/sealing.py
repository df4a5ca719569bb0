"""Sealing: what a round asks is copied out of the banks, a secret seed is drawn, and the hash of both is published."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.queries import people_of
from luatgandan.foundation.accounts.rules import Action
from luatgandan.foundation.notifications.services import notify
from luatgandan.lib.events import publish

from ..enums import LogKind, Phase, State
from ..events import RoundRevealed, RoundSealed
from ..models import Attempt, LogEntry, Round, Sealed
from ..papers.dealing import part
from ..papers.drawing import lacking
from ..papers.sealing import commitment, new_seed
from ..papers.values import SealedQuestion
from ..queries.finals import finalist_codes, waiting_words
from ..queries.parts import parts, questions_for, rounds_to_come
from ..queries.rounds import SEALED_AHEAD, asked_elsewhere
from ..queries.wording import quota_words
from ..rules import ROOM, may_manage_entrants
from .changing import begin, finish, locked_round
from .errors import ContestError, WrongPhaseError
from .log import write_log
from .ranking import rank_round, rank_stale, refuse_unended
from .scoring import finish_scoring
from .steps import DESK_KIND


class LackingError(ContestError):
    """The banks have too few questions for the quotas."""


@transaction.atomic
def seal_round(*, round: Round, at: datetime) -> Round:
    """Fix what a round asks and publish the commitment; once only, a second call changes nothing.

    Nor does one for a round that somebody moved to later, or whose contest is not public, since the caller looked; nor
    for a final whose finalists are not known in time.
    Attempts of people who rehearsed are gone. Raises LackingError.
    """
    now = locked_round(round)
    is_asked = now.contest.state == State.PUBLISHED and now.starts_at <= at + SEALED_AHEAD
    if now.phase != Phase.WAITING or now.waits_for_finalists or not is_asked:
        return now
    Attempt.objects.filter(round=now).delete()  # all of a rehearsal, whatever became of its seats
    questions = _put_in(now, at)
    now.rules_data = now.rules.to_dict()
    now.commitment = commitment(
        contest=now.contest.slug, round=now.number, rules=now.rules, questions=questions, seed=now.seed,
        finalists=finalist_codes(now),
    )  # fmt: skip
    now.phase, now.sealed_at = Phase.SEALED, at
    now.save(update_fields=["rules_data", "commitment", "phase", "sealed_at", "seed"])
    write_log(now.contest, LogKind.SEALED, at=at, round=now.number, commitment=now.commitment, questions=len(questions))
    publish(RoundSealed(round_id=now.pk))
    return now


def try_to_seal(*, round: Round, at: datetime) -> bool:
    """For the worker: seal, or tell those who can help why the round does not open, once."""
    if round.waits_for_finalists:
        _tell_officers(round, waiting_words(round), at)
        return False
    try:
        seal_round(round=round, at=at)
    except LackingError as refusal:
        _tell_officers(round, str(refusal), at)
        return False
    return True


def _tell_officers(round: Round, told: str, at: datetime) -> None:
    """In the log, and to those who may change the round."""
    contest = round.contest
    known = LogEntry.objects.filter(contest=contest, kind=LogKind.REFUSED, detail__round=round.number)
    if known.filter(detail__told=told).exists():
        return
    write_log(contest, LogKind.REFUSED, at=at, round=round.number, told=told)
    title = _("“%(contest)s”, %(round)s chưa mở được. %(told)s") % {
        "contest": contest.title, "round": round, "told": told,
    }  # fmt: skip
    for person in people_of(contest.organisation, Action.APPROVE, room=ROOM, at=at):
        notify(
            person=person, kind=DESK_KIND, title=title, at=at, url=reverse("contests_desk:contest", args=[contest.pk])
        )


@transaction.atomic
def seal_for_rehearsal(*, round: Round, by: Any, at: datetime) -> Round:
    """A trial seal with a seed of its own, for people who rehearse before the opening; nothing is published.

    Raises NotAllowedError, LackingError, or WrongPhaseError when the round is sealed already.
    """
    contest = begin(contest=round.contest, by=by, may=may_manage_entrants, is_draft_only=False)
    now = locked_round(round)
    if now.phase != Phase.WAITING:
        raise WrongPhaseError(_("Vòng thi đã niêm phong đề, không thi thử được nữa."))
    Attempt.objects.filter(round=now).delete()
    _put_in(now, at)
    now.save(update_fields=["seed"])
    finish(contest, what="rehearsal_seal", by=by, at=at, round=now.number)
    return now


@transaction.atomic
def reveal_round(*, round: Round, at: datetime) -> Round:
    """Make questions, keys and seed public, once nobody can answer any more; a second call changes nothing.

    Raises WrongPhaseError while answers may still come, here or in another round that asks some of the same questions.
    """
    now = locked_round(round)
    if now.revealed_at:
        return now
    if now.phase == Phase.WAITING:
        raise WrongPhaseError(_("Vòng thi chưa niêm phong đề."))
    refuse_unended(now, at)
    if others := asked_elsewhere(now, at):
        told = "; ".join(f"{one.contest}, {one}" for one in others)
        raise WrongPhaseError(_("Còn vòng thi khác đang hỏi một số câu của vòng này: %s.") % told)
    now.revealed_at = at
    now.save(update_fields=["revealed_at"])
    write_log(now.contest, LogKind.REVEALED, at=at, round=now.number, seed=now.seed)
    publish(RoundRevealed(round_id=now.pk))
    return now


def end_round(*, round: Round, at: datetime) -> None:
    """What the clock asks after the end: rank (practice has no places), and reveal unless another round must wait.

    What a voided question leaves to score is scored first, in batches of their own. Raises WrongPhaseError.
    """
    finish_scoring(round=round)
    _end(round, at)


@transaction.atomic
def _end(round: Round, at: datetime) -> None:
    """A second worker that was told the same finds it done."""
    now = locked_round(round)
    if now.held_until and now.held_until > at:  # somebody stated an outage meanwhile
        return
    if now.phase == Phase.SEALED and not now.contest.is_practice:
        rank_round(round=now, at=at)
    rank_stale(round=now, at=at)
    if not asked_elsewhere(now, at):
        reveal_round(round=now, at=at)


def _put_in(round: Round, at: datetime) -> list[SealedQuestion]:
    """Draw a new seed and keep the round's part of the questions that the banks have now.

    Where others than those of earlier rounds are too few after all, so that it can open: all that a paper may ask.
    """
    round.seed = new_seed()
    _round, questions = next(parts(rounds_to_come(round, at=at), at=at, seed=round.seed))
    if lacking(round.rules, questions):
        questions = part(round.rules, questions_for(round, at), (), seed=round.seed)
    if missing := lacking(round.rules, questions):
        told = "; ".join(f"{count} ({quota_words(quota)})" for quota, count in missing)
        raise LackingError(_("Ngân hàng câu hỏi còn thiếu: %s.") % told)
    Sealed.objects.update_or_create(round=round, defaults={"questions": [one.to_dict() for one in questions]})
    return questions
