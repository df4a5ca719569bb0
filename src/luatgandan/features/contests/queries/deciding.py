"""What the decision and the minutes of a round say, gathered from the tables."""

from django.db.models import Count, Q
from django.utils import timezone

from ..enums import AwardState, DocumentKind, SignalState, Standing
from ..models import Attempt, Award, Complaint, Document, Entrant, Round, Signal, Voided
from ..office import Facts, Given, Paper
from .winners import ALIVE, awards_of

BASES = (DocumentKind.PLAN, DocumentKind.COMMITTEE, DocumentKind.RULES)


def facts_of(round_: Round) -> Facts:
    """Everything known of a ranked round; `round_.contest.organisation.parent` should be at hand."""
    contest, rows = round_.contest, Attempt.objects.submitted().filter(round=round_)
    counts = rows.aggregate(
        people=Count("entrant", distinct=True), attempts=Count("pk"),
        right=Count("pk", filter=Q(is_counted=True, is_all_right=True)),
    )  # fmt: skip
    signals = Signal.objects.filter(round=round_).exclude(state=SignalState.OPEN)
    awards = awards_of(round_)
    unit = contest.organisation
    return Facts(
        above=unit.parent.name if unit.parent else "", unit=unit.name, contest=contest.title, round=str(round_),
        starts_at=timezone.localtime(round_.starts_at), ends_at=timezone.localtime(round_.ends_at),
        people=counts["people"], attempts=counts["attempts"], all_right=counts["right"], actual=round_.actual,
        chain=[str(one.label) for one in round_.rules.order], commitment=round_.commitment,
        voided=list(Voided.objects.filter(round=round_).order_by("code").values_list("code", "reason")),
        complaints=Complaint.objects.filter(round=round_, answered_at__isnull=False).count(),
        signals=signals.count(), upheld=signals.filter(state=SignalState.UPHELD).count(),
        excluded=Entrant.objects.filter(contest=contest, standing=Standing.EXCLUDED).count(),
        declined=awards.filter(state=AwardState.DECLINED).count(),
        papers=[_paper(one) for one in contest.documents.filter(kind__in=BASES, is_waiting=False)],
        given=[given_of_award(one) for one in awards.filter(state__in=ALIVE)],
    )  # fmt: skip


def given_of_award(award: Award) -> Given:
    """One line of the list, with the whole name: for the office only."""
    prize = award.prize
    if award.attempt is None:
        ward = award.unit.ward if award.unit else None
        winner, unit = (award.unit.name if award.unit else ""), (ward.name if ward else "")
    else:
        entrant = award.attempt.entrant
        winner = "\n".join(filter(None, (entrant.name, f"sinh {entrant.born_on:%d/%m/%Y}" if entrant.born_on else "")))
        places = (
            entrant.class_name,
            entrant.unit.name if entrant.unit else "",
            entrant.ward.name if entrant.ward else "",
        )
        unit = ", ".join(filter(None, places))
    return Given(prize=prize.title, winner=winner, unit=unit, figure=award.figure, amount=prize.amount)


def _paper(document: Document) -> Paper:
    kind = str(document.get_kind_display())
    return Paper(kind=kind, number=document.number, signed_on=document.signed_on, title=document.title)
