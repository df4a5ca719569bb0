"""Contests as everybody sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from luatgandan.foundation.modules.registry import SitemapEntry
from luatgandan.foundation.organisations.models import Organisation

from ..enums import Act, LogKind, Phase, State
from ..models import Contest, Document, LogEntry, Round, Unit
from .wording import conditions_in_words, final_in_words, rules_in_words

RUNNING, COMING, OVER, PRACTICE = "running", "coming", "over", "practice"


@dataclass(frozen=True, kw_only=True)
class RoundView:
    """A round with what its clock says now."""

    round: Round
    is_begun: bool
    is_open: bool
    is_over: bool
    held_until: datetime | None
    rules: list[str]

    @property
    def is_late(self) -> bool:
        """Whether its clock says it is open, but its finalists are not known yet."""
        return self.is_begun and self.round.waits_for_finalists

    @property
    def is_sealed(self) -> bool:
        """Whether a commitment is published."""
        return bool(self.round.commitment) and self.round.phase != Phase.WAITING


@dataclass(frozen=True, kw_only=True)
class ContestView:
    """A contest with its rounds, as its page and the list tell it."""

    contest: Contest
    rounds: Sequence[RoundView]
    standing: str

    @property
    def open_round(self) -> Round | None:
        """The round that runs."""
        return next((one.round for one in self.rounds if one.is_open), None)

    @property
    def next_round(self) -> Round | None:
        """The round that opens next."""
        return next((one.round for one in self.rounds if not (one.is_open or one.is_over)), None)

    @property
    def late_round(self) -> Round | None:
        """The final whose time has come but not its list."""
        return next((one.round for one in self.rounds if one.is_late), None)

    @property
    def conditions(self) -> list[str]:
        """Who may take part, in words."""
        return conditions_in_words(self.contest)


def current_contests(*, at: datetime, of: Organisation | None = None) -> list[ContestView]:
    """Those that are not over, of one unit or all: that run, then to come, newest first. Two queries."""
    order = (RUNNING, COMING, PRACTICE)
    found = [view_of(one, at=at) for one in _listed(of).filter(_goes_on(at))]
    return sorted(found, key=lambda one: order.index(one.standing))


def past_contests(*, at: datetime, of: Organisation | None = None) -> QuerySet[Contest]:
    """Those that are over, of one unit or all, newest first."""
    return _listed(of).exclude(_goes_on(at))


def practice_contests() -> QuerySet[Contest]:
    """Those for trying out."""
    return Contest.objects.public().filter(is_practice=True)


def _listed(of: Organisation | None) -> QuerySet[Contest]:
    rows = Contest.objects.public().select_related("organisation").prefetch_related("rounds")
    return rows.filter(organisation=of) if of else rows


def _goes_on(at: datetime) -> Q:
    return Q(is_practice=True) | Q(Exists(Round.objects.filter(contest=OuterRef("pk"), ends_at__gt=at)))


def organisers() -> QuerySet[Organisation]:
    """The units of all contests that everybody may see."""
    return Organisation.objects.filter(pk__in=Contest.objects.public().order_by().values("organisation"))


def public_contest(slug: str) -> Contest | None:
    """One that everybody may see, with its rounds. Two queries."""
    rows = Contest.objects.public().select_related("organisation").prefetch_related("rounds")
    return rows.filter(slug=slug).first()


def was_public(contest: Contest) -> bool:
    """True of one that everybody can see, and of one that everybody could see before. One query at most."""
    return contest.published_at is not None or _steps(contest, Act.GIVE_BACK).filter(detail__was_public=True).exists()


def _steps(contest: Contest, act: Act) -> QuerySet[LogEntry]:
    return contest.log.filter(kind=LogKind.CHANGED, detail__what=str(act))


def hidden_contest(slug: str) -> Contest | None:
    """One that everybody could see: cancelled, or given back to be revised. Two queries."""
    hidden = Contest.objects.filter(slug=slug).exclude(state=State.PUBLISHED)
    contest = hidden.select_related("organisation").first()
    return contest if contest and was_public(contest) else None


def cancellation(contest: Contest) -> tuple[datetime, str] | None:
    """When and why it was cancelled, if it was. One query."""
    line = _steps(contest, Act.CANCEL).first()
    return (line.at, line.detail["reason"]) if line else None


def begun_rounds(contest: Contest, *, at: datetime) -> list[Round]:
    """Its rounds that have begun, by number; no query when its rounds are prefetched."""
    found = sorted((one for one in contest.rounds.all() if one.starts_at <= at), key=lambda one: one.number)
    for one in found:
        one.contest = contest
    return found


def view_of(contest: Contest, *, at: datetime) -> ContestView:
    """What the clock says of a contest; no query when its rounds are prefetched."""
    rounds = sorted(contest.rounds.all(), key=lambda one: one.number)
    views = [
        RoundView(
            round=one,
            is_begun=one.starts_at <= at,
            is_open=one.is_open(at),
            is_over=one.ends_at <= at and not one.waits_for_finalists,
            held_until=one.held_until if one.ends_at <= at and one.is_held(at) else None,
            rules=[*final_in_words(one), *rules_in_words(one.rules, is_practice=contest.is_practice)],
        )
        for one in rounds
    ]
    return ContestView(contest=contest, rounds=views, standing=_standing(contest, views))


def _standing(contest: Contest, rounds: Sequence[RoundView]) -> str:
    if contest.is_practice:
        return PRACTICE
    if any(one.is_open for one in rounds):
        return RUNNING
    return OVER if all(one.is_over for one in rounds) else COMING


def public_documents(contest: Contest) -> list[Document]:
    """The papers of a contest that everybody may read. One query."""
    return list(contest.documents.filter(is_public=True, is_waiting=False))


def unit_by_code(code: str) -> Unit | None:
    """The unit whose class types this code, in a contest that everybody may see."""
    rows = Unit.objects.select_related("contest").filter(contest__state=State.PUBLISHED)
    return rows.filter(join_code=code).first()


def sitemap() -> Iterable[SitemapEntry]:
    """The addresses of public contests."""
    for one in Contest.objects.public():
        yield SitemapEntry(path=one.get_absolute_url(), changed_at=one.changed_at)
