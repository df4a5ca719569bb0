"""Figures of a ranked round: points, units, ages, fields, and how good each question was.

Papers are drawn anew to know which question stood where, so questions are analysed on a sample: the first `SAMPLE`
attempts in the order of their lots, which nobody chose.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.features.questionbank.enums import Field
from luatgandan.features.questionbank.rules.scoring import score
from luatgandan.foundation.accounts.rules import age_on

from ..models import Attempt, Response, Round
from ..papers.values import SealedQuestion
from ..rules.analysis import Given, ItemFigures, analyse, distribution, facility
from .boards import kept
from .papers import paper_of, sealed_questions, voided_codes

SAMPLE = 2_000
AGES = ((0, 15), (16, 17), (18, 30), (31, 45), (46, 60), (61, 200))
REMARKS = {
    "easy": gettext_lazy("gần như ai cũng đúng"),
    "hard": gettext_lazy("rất ít người đúng"),
    "weak": gettext_lazy("ít phân biệt người giỏi"),
    "negative": gettext_lazy("người giỏi lại sai nhiều hơn, nên xem lại đáp án"),
}
LEAST_AGES = 5  # people; a smaller group is told together with those of no known age


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One option and how many chose it."""

    text: str
    people: int
    share: float
    is_key: bool


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """One question with its figures; it holds the key, so it is for the desk, and for all once the key is public."""

    figures: ItemFigures
    stem: str
    field: str
    choices: tuple[Choice, ...]
    remarks: tuple[str, ...]
    is_voided: bool

    @property
    def percent(self) -> float:
        """Its facility in per cent."""
        return 100 * self.figures.facility


@dataclass(frozen=True, kw_only=True)
class RoundFigures:
    """What everybody may read once a round is ranked: no question, no key. `fields` are (label, share right)."""

    people: int
    all_right: int
    scores: tuple[tuple[str, int], ...]
    ages: tuple[tuple[str, int], ...]
    fields: tuple[tuple[str, float], ...]
    sampled: int


def round_figures(round_: Round) -> RoundFigures:
    """The figures of a ranked round; made once for each ranking."""
    return kept(round_, "figures", lambda: _figures(round_))


def items_of(round_: Round) -> list[Analysed]:
    """Every question of a ranked round with its figures, the hardest first; made once for each ranking."""
    return kept(round_, "items", lambda: _items(round_))


def given_of(round_: Round, rows: QuerySet[Attempt] | None = None) -> Iterator[tuple[Attempt, list[Given]]]:
    """What the attempts of the sample (or `rows`) answered, question by question. Three queries."""
    chosen = _counted(round_).order_by("lot", "pk")[:SAMPLE] if rows is None else rows
    answers = Prefetch("responses", Response.objects.only("attempt_id", "slot", "answer").order_by())
    for attempt in chosen.select_related("entrant__ward").prefetch_related(answers):
        attempt.round = round_
        yield attempt, _given(attempt)


def field_shares(given: Iterable[Given], sealed: dict[str, SealedQuestion] | None = None) -> dict[str, float]:
    """The share right of each field, by its code."""
    shares: dict[str, list[float]] = defaultdict(list)
    for one in given:
        if sealed and one.code in sealed:
            shares[sealed[one.code].field].append(one.right)
    return {field: facility(rights) for field, rights in shares.items()}


def _counted(round_: Round) -> QuerySet[Attempt]:
    return Attempt.objects.submitted().filter(round=round_, is_counted=True)


def _given(attempt: Attempt) -> list[Given]:
    """Right in part counts in part here, whatever the rules of the round give for it."""
    answers = {one.slot: tuple(one.answer) for one in attempt.responses.all()}
    parts = [
        (
            slot.code,
            answers.get(place, ()),
            float(score(question.content.kind, question.content.key, answers.get(place, ()))),
        )
        for place, (slot, question) in enumerate(paper_of(attempt))
    ]
    total = sum(right for _code, _chosen, right in parts)
    return [Given(code=code, right=right, chosen=chosen, total=total) for code, chosen, right in parts]


def _figures(round_: Round) -> RoundFigures:
    rows = _counted(round_).order_by()
    scores = dict(rows.values_list("score").annotate(people=Count("pk")))
    sample = list(given_of(round_))
    shares = field_shares((one for _a, given in sample for one in given), dict(sealed_questions(round_)))
    return RoundFigures(
        people=sum(scores.values()),
        all_right=rows.filter(is_all_right=True).count(),
        scores=tuple((f"{low}–{high}%", people) for low, high, people in _parts(scores, round_)),
        ages=tuple(_ages(rows, timezone.localdate(round_.starts_at))),
        fields=tuple(
            sorted(
                ((field_label(code), round(100 * share, 1)) for code, share in shares.items()), key=lambda one: one[1]
            )
        ),
        sampled=len(sample),
    )


def _parts(scores: dict[int, int], round_: Round) -> list[tuple[int, int, int]]:
    return distribution(
        {score: people for score, people in scores.items() if score is not None}, best=round_.rules.best_score
    )


def _ages(rows: QuerySet[Attempt], on: date) -> Iterator[tuple[str, int]]:
    """People by age when the round began. Small groups and unknown ages are told together."""
    groups: Counter[tuple[int, int] | None] = Counter()
    for born_on, people in rows.values_list("entrant__born_on").annotate(people=Count("pk")):
        age = age_on(born_on, on)
        groups[next((span for span in AGES if age is not None and span[0] <= age <= span[1]), None)] += people
    for span in AGES:
        if 0 < groups[span] < LEAST_AGES:
            groups[None] += groups.pop(span)
        elif groups[span]:
            yield _age_words(span), groups[span]
    if groups[None]:
        yield _("Tuổi khác hoặc không ghi"), groups[None]


def _age_words(span: tuple[int, int]) -> str:
    low, high = span
    if not low:
        return _("Dưới %d tuổi") % (high + 1)
    return (
        _("Trên %d tuổi") % (low - 1) if span == AGES[-1] else _("%(low)d–%(high)d tuổi") % {"low": low, "high": high}
    )


def _items(round_: Round) -> list[Analysed]:
    sealed, voided = sealed_questions(round_), voided_codes(round_)
    answers = (one for _attempt, given in given_of(round_) for one in given)
    return [
        Analysed(
            figures=one, stem=sealed[one.code].content.stem, field=field_label(sealed[one.code].field),
            choices=_choices(sealed[one.code], one), is_voided=one.code in voided,
            remarks=tuple(str(REMARKS[name]) for name in one.remarks),
        )
        for one in analyse(answers)
    ]  # fmt: skip


def _choices(question: SealedQuestion, found: ItemFigures) -> tuple[Choice, ...]:
    """Options as they stand in the bank; of true or false the two words, of a number what most people wrote."""
    content, words = question.content, {"dung": _("Đúng"), "sai": _("Sai")}
    options = {one.id: one.text for one in content.options if not one.side}
    texts = options or {
        given: words.get(given, given) for given in sorted(found.chosen, key=lambda one: -found.chosen[one])[:6]
    }
    return tuple(
        Choice(
            text=text, people=found.chosen.get(given, 0), share=100 * found.chosen.get(given, 0) / found.answers,
            is_key=given in content.key,
        )
        for given, text in texts.items()
    )  # fmt: skip


def field_label(code: str) -> str:
    """The name of a field of law."""
    return str(Field(code).label) if code in Field.values else _("Lĩnh vực khác")
