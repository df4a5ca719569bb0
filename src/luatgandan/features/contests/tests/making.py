"""Made-up questions, a round that runs, and attempts with answers, for tests."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from luatgandan.features.questionbank.enums import Difficulty, Field, Kind
from luatgandan.features.questionbank.formats.values import Content, Option
from luatgandan.features.questionbank.models import Bank, Item
from luatgandan.features.questionbank.services import Written, add_item, open_bank
from luatgandan.features.questionbank.services.reviewing import put_in_use
from luatgandan.foundation.organisations.models import Organisation

from ..enums import State
from ..models import Attempt, Contest, Entrant, Response, Round
from ..papers.drawing import lot_of, paper_hash
from ..papers.values import Quota, Rules, SealedQuestion, millis_between
from ..queries import draw_paper, receipt_of, sealed_questions, voided_codes
from ..services import score_attempt, seal_round

OPENS = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=2)
FIELDS = (Field.TRAFFIC, Field.LAND)


def question(number: int, *, field: str = Field.TRAFFIC, difficulty: int = 1) -> SealedQuestion:
    """A made-up question as it is sealed; its right option is the first."""
    options = tuple(Option(id=f"o{number}{letter}", text=f"Ý {letter} của câu {number}") for letter in "abcd")
    content = Content(kind=Kind.ONE, stem=f"Câu {number}?", options=options, key=(options[0].id,))
    return SealedQuestion(
        code=f"c-{number:03}", version=1, field=field, difficulty=difficulty, content=content, khmer={}
    )


def fill_bank(organisation: Organisation, count: int = 12) -> list[Item]:
    """Approved made-up questions in the bank of a unit, of two fields in turn."""
    bank = open_bank(organisation=organisation)
    return [_item(bank, number) for number in range(count)]


def _item(bank: Any, number: int) -> Item:
    written = Written(
        content=question(number).content, day_of_law=OPENS.date(), field=FIELDS[number % 2], difficulty=Difficulty.EASY
    )
    return _put_in_bank(bank, written, f"c-{number:03}")


def _put_in_bank(bank: Bank, written: Written, code: str) -> Item:
    item = add_item(bank=bank, written=written, by=None, at=OPENS, code=code)
    assert item.latest is not None
    put_in_use(item, item.latest, at=OPENS)
    item.save()
    return item


def fill_with(organisation: Organisation, contents: Sequence[Content], letter: str) -> Bank:
    """These questions, approved, in the bank of a unit."""
    bank = open_bank(organisation=organisation)
    for number, content in enumerate(contents):
        written = Written(content=content, day_of_law=OPENS.date(), field=Field.TRAFFIC, difficulty=Difficulty.EASY)
        _put_in_bank(bank, written, f"{letter}-{number}")
    return bank


def make_round(organisation: Organisation, rules: Rules | None = None, *, is_sealed: bool = True, **more: Any) -> Round:
    """A round of a published contest, sealed at its opening."""
    contest, _is_new = Contest.objects.get_or_create(
        slug="vi-du",
        defaults={
            "organisation": organisation, "title": "Ví dụ minh họa", "state": State.PUBLISHED, "changed_at": OPENS,
            "published_at": OPENS,
        },
    )  # fmt: skip
    rules = rules or Rules(quotas=(Quota(count=4),))
    made = Round.objects.create(
        contest=contest, number=contest.rounds.count() + 1, rules_data=rules.to_dict(),
        **{"starts_at": OPENS, "ends_at": CLOSES, **more},
    )  # fmt: skip
    return seal_round(round=made, at=max(OPENS, made.starts_at)) if is_sealed else made


def make_entrant(contest: Contest, number: int, **more: Any) -> Entrant:
    """Somebody who takes part."""
    return Entrant.objects.create(
        contest=contest,
        code=f"CT-{number:05}",
        name=f"Người thứ {number}",
        folded=f"nguoi thu {number}",
        joined_at=OPENS,
        **more,
    )


def make_attempt(round: Round, entrant: Entrant, *, number: int = 1, start: int = 0) -> Attempt:
    """An attempt that was started `start` seconds after the opening."""
    slots = draw_paper(round=round, entrant=entrant.code, number=number)
    started_at = round.starts_at + timedelta(seconds=start)
    return Attempt.objects.create(
        round=round, entrant=entrant, number=number, paper=paper_hash(slots), started_at=started_at,
        ends_at=started_at + timedelta(minutes=round.rules.minutes),
        lot=lot_of(seed=round.seed, entrant=entrant.code, number=number),
    )  # fmt: skip


def hand_in(
    attempt: Attempt,
    *,
    right: int,
    seconds: int = 60,
    prediction: int | None = None,
    answers: Mapping[int, Sequence[str]] | None = None,
) -> Attempt:
    """Answers to the whole paper, the first `right` of them right, and the submission."""
    given = answers or _answers(attempt, right)
    step = timedelta(seconds=seconds) / (len(given) + 1)
    Response.objects.bulk_create(
        Response(
            attempt=attempt, slot=slot, answer=list(answer), sequence=slot + 1,
            given_at=attempt.started_at + step * (slot + 1), saved_at=attempt.started_at + step * (slot + 1),
        )
        for slot, answer in given.items()
    )  # fmt: skip
    attempt.submitted_at = attempt.started_at + timedelta(seconds=seconds)
    attempt.millis = millis_between(attempt.started_at, attempt.submitted_at)
    attempt.prediction = prediction
    score_attempt(attempt, sealed=sealed_questions(attempt.round), voided=voided_codes(attempt.round))
    attempt.receipt = receipt_of(attempt)
    attempt.save()
    return attempt


def _answers(attempt: Attempt, right: int) -> dict[int, tuple[str, ...]]:
    questions = sealed_questions(attempt.round)
    slots = draw_paper(round=attempt.round, entrant=attempt.entrant.code, number=attempt.number)
    keys = [questions[one.code].content.key for one in slots]
    wrong = [
        tuple(option for option in one.options if option not in key)[:1] for one, key in zip(slots, keys, strict=True)
    ]
    return {place: keys[place] if place < right else wrong[place] for place in range(len(slots))}
