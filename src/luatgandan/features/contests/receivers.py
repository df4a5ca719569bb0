"""What follows from acts on contests, from changes of the law, and from what people decide about their data."""

from django.utils import timezone

from luatgandan.features.library.events import ReviewsChanged
from luatgandan.features.questionbank.models import Item
from luatgandan.foundation.accounts.events import ConsentGiven, ConsentWithdrawn, PersonErased
from luatgandan.foundation.backups.tasks import keep_journal
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import receives

from . import tasks
from .enums import Notice
from .events import (
    ComplaintAnswered,
    ContestDecided,
    EntrantCorrected,
    EntrantWithdrew,
    FinalistsFixed,
    OutageConfirmed,
    PublicContestStepped,
    QuestionVoided,
    RoundMoved,
    RoundRanked,
    RoundRevealed,
    RoundSealed,
    StandingChanged,
)
from .services import forgetting, joining, withdrawing


@receives(QuestionVoided)
@receives(StandingChanged)
def on_stale_places(event: QuestionVoided | StandingChanged) -> None:
    tasks.rescore.enqueue(event.round_id)


@receives(RoundRevealed)
def on_round_revealed(event: RoundRevealed) -> None:
    tasks.count_exposure.enqueue(event.round_id)
    tasks.make_proof.enqueue(event.round_id)


@receives(QuestionVoided)
def on_question_voided(event: QuestionVoided) -> None:
    tasks.tell_entrants.enqueue(event.round_id, Notice.VOIDED)


@receives(EntrantCorrected)
def on_corrected(event: EntrantCorrected) -> None:
    tasks.tell_corrected.enqueue(event.entrant_id)
    content_changed()


@receives(OutageConfirmed)
def on_outage(event: OutageConfirmed) -> None:
    tasks.tell_entrants.enqueue(event.round_id, Notice.OUTAGE)


@receives(RoundMoved)
def on_round_moved(event: RoundMoved) -> None:
    tasks.tell_entrants.enqueue(event.round_id, Notice.MOVED)


@receives(ContestDecided)
def on_decision(event: ContestDecided) -> None:
    tasks.tell_winners.enqueue(event.round_id)


@receives(ComplaintAnswered)
def on_complaint_answered(event: ComplaintAnswered) -> None:
    tasks.tell_complainant.enqueue(event.complaint_id)


@receives(PublicContestStepped)
def on_step(event: PublicContestStepped) -> None:
    tasks.tell_step.enqueue(event.contest_id, event.act)


@receives(FinalistsFixed)
def on_finalists_fixed(event: FinalistsFixed) -> None:
    tasks.tell_entrants.enqueue(event.round_id, Notice.FINALIST)


@receives(ContestDecided)
@receives(EntrantWithdrew)
@receives(FinalistsFixed)
@receives(QuestionVoided)
@receives(RoundSealed)
@receives(RoundRanked)
@receives(RoundRevealed)
@receives(StandingChanged)
def on_public_change(event: object) -> None:
    content_changed()


@receives(EntrantWithdrew)
def remember_withdrawal(event: EntrantWithdrew) -> None:
    keep_journal.enqueue()


@receives(RoundRanked)
def on_round_ranked(event: RoundRanked) -> None:
    tasks.look_for_signals.enqueue(event.round_id)
    tasks.make_proof.enqueue(event.round_id)


@receives(ReviewsChanged)
def on_reviews_changed(event: ReviewsChanged) -> None:
    """The law under questions of the banks has changed."""
    if event.model == Item._meta.label_lower:
        tasks.note_doubts.enqueue(list(event.object_ids))


@receives(ConsentGiven)
def on_consent_given(event: ConsentGiven) -> None:
    _renew(event)


@receives(ConsentWithdrawn)
def on_consent_withdrawn(event: ConsentWithdrawn) -> None:
    _renew(event)
    if event.person_id is not None and event.purpose == joining.TAKING_PART:
        withdrawing.withdraw_person(person_id=event.person_id, at=timezone.now())


def _renew(event: ConsentGiven | ConsentWithdrawn) -> None:
    if event.person_id is not None and event.purpose == joining.SHOWING_NAME:
        joining.renew_name_consent(person_id=event.person_id, at=timezone.now())


@receives(PersonErased)
def on_person_erased(event: PersonErased) -> None:
    forgetting.forget_person(person_id=event.person_id, at=timezone.now())
