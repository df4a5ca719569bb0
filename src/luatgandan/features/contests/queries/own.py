"""What an entrant sees of their own: rounds and attempts, answers that stand, the receipt, the marked paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import FALSE, TRUE

from ..models import Attempt, Contest, Entrant, Round, Unit
from ..papers.canonical import canonical
from ..papers.receipts import facts
from ..papers.scoring import points
from ..papers.values import POINT, Rules, SealedQuestion
from ..rules.starting import why_not_start
from .finals import is_in_final
from .papers import answers_of, is_receipt_true, paper_of, sitting_of, voided_codes
from .shown import Shown, answer_words, shown_question
from .taking import attempts_of, is_running

MOST_LISTED = 300  # units whose names stand in the page to choose from
Link = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class OwnRound:
    """A round as one entrant sees it: `running` goes on, else `why_not` says why none begins ("" when one may)."""

    round: Round
    attempts: Sequence[Attempt]
    running: Attempt | None
    why_not: str
    is_open: bool
    tells_scores: bool
    rules: Rules


def own_rounds(entrant: Entrant, contest: Contest, *, at: datetime) -> list[OwnRound]:
    """All rounds of a contest for one person, with their attempts, newest first."""
    attempts = attempts_of(entrant, at=at)
    return [
        _own_round(entrant, one, [each for each in attempts if each.round_id == one.pk], at)
        for one in contest.rounds.order_by("number")
    ]


def _own_round(entrant: Entrant, round: Round, attempts: list[Attempt], at: datetime) -> OwnRound:
    running = attempts[0] if attempts and is_running(attempts[0], round=round, at=at) else None
    in_final = round.is_final and is_in_final(entrant, round)
    why_not = why_not_start(entrant, round, attempts, in_final=in_final, at=at)
    return OwnRound(
        round=round, attempts=attempts, running=running, why_not=why_not, is_open=round.is_open(at),
        tells_scores=round.tells_scores(at), rules=round.rules,
    )  # fmt: skip


def may_begin(entrant: Entrant, round: Round, *, at: datetime) -> bool:
    """Whether the person can begin an attempt of this round now; not while one runs. `contest` must be at hand."""
    own = _own_round(entrant, round, [one for one in attempts_of(entrant, at=at) if one.round_id == round.pk], at)
    return not (own.running or own.why_not)


def may_sit_again(attempt: Attempt, *, at: datetime) -> bool:
    """Whether an outage cut this attempt off and its person can begin anew now. No query where it was handed in."""
    if not attempt.is_automatic or attempt.is_set_aside:
        return False
    given = Attempt.objects.filter(pk=attempt.pk).given_again(at)
    return given.exists() and may_begin(attempt.entrant, attempt.round, at=at)


def stored_answers(attempt: Attempt) -> dict[int, tuple[list[str], int]]:
    """The answers that stand, with their sequence, by place. One query."""
    rows = attempt.responses.order_by().values_list("slot", "answer", "sequence")
    return {slot: (answer, sequence) for slot, answer, sequence in rows}


def units_listed(contest: Contest) -> list[str]:
    """Names of units to choose from; none where they are too many for a page."""
    names = list(Unit.objects.filter(contest=contest).values_list("name", flat=True)[: MOST_LISTED + 1])
    return names if len(names) <= MOST_LISTED else []


@dataclass(frozen=True, kw_only=True)
class ReceiptView:
    """The receipt with the text it is the SHA-256 of, and whether the database still says the same."""

    code: str
    text: str
    is_true: bool


def receipt_view(attempt: Attempt) -> ReceiptView:
    """What an entrant keeps and can check."""
    text = canonical(facts(sitting_of(attempt, answers_of(attempt)))).decode()
    return ReceiptView(code=attempt.receipt, text=text, is_true=is_receipt_true(attempt))


@dataclass(frozen=True, kw_only=True)
class Marked:
    """One question after the reveal: what was answered, what is right, why, by which article."""

    shown: Shown
    code: str
    item: int
    answer: list[str]
    right: list[str]
    points: str
    is_right: bool
    is_voided: bool
    explanation: str
    cites: list[Link]

    @property
    def language(self) -> str:
        """In which the answers are; true and false are words of the page."""
        return "" if self.shown.kind == Kind.TRUE_FALSE else self.shown.language


def marked_paper(attempt: Attempt) -> list[Marked]:
    """The paper with its keys; only for a round whose keys are public."""
    if attempt.round.revealed_at is None:
        raise ValueError("not revealed")
    answers, voided = answers_of(attempt), voided_codes(attempt.round)
    paper = paper_of(attempt)
    return [
        mark(shown_question(slot, question, place, answers.get(place, ()), language="vi"), question,
             rules=attempt.round.rules, is_voided=slot.code in voided)
        for place, (slot, question) in enumerate(paper)
    ]  # fmt: skip


def mark(shown: Shown, question: SealedQuestion, *, rules: Rules, is_voided: bool = False) -> Marked:
    """What one answer is worth, beside the right one."""
    truth = {TRUE: _("Đúng"), FALSE: _("Sai")}
    got = POINT if is_voided else points(question, shown.answer, rules)
    return Marked(
        shown=shown, code=question.code, item=question.item, answer=answer_words(shown, shown.answer, truth),
        right=answer_words(shown, question.content.key, truth), points=f"{got / POINT:.2g}".replace(".", ","),
        is_right=got == POINT, is_voided=is_voided, explanation=question.content.explanation,
        cites=[(one["label"], one["url"]) for one in question.cites],
    )  # fmt: skip
