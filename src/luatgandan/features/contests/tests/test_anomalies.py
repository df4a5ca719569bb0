"""Seeded fraud among honest people: what is found of it, and how many honest people are told by mistake."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import mean
from typing import Any

import pytest

from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.organisations.tests.city import city
from luatgandan.foundation.places.models import Province, Ward

from .. import receivers, tasks
from ..anomalies import AlikePapers, Oddity, Trace, hasty_papers, hurried_burst, shared_devices
from ..anomalies.alike import MOST_BESIDE
from ..enums import Phase, SignalKind, SignalState, Standing
from ..events import RoundRanked
from ..models import Attempt, Device, Entrant, Round, Signal, Unit
from ..papers.values import Quota, Rules
from ..queries.rounds import WAITED, rounds_to_look_at
from ..queries.signals import groups_of, traces_of
from ..services import look_for_signals, signals
from .making import OPENS, fill_bank, hand_in, make_attempt, make_entrant, make_round

BANK, PAPER, HONEST = 60, 20, 400
RULES = Rules(quotas=(Quota(count=6),))
MINUTE = timedelta(minutes=1)


def honest(chance: random.Random, attempt: int, *, start: float | None = None) -> Trace:
    """Somebody who reads: 6 to 40 seconds a question, some faults, each on their own; a few know all or guess."""
    skill = min(1.0, max(0.25, chance.gauss(0.72, 0.15)))
    pace = chance.uniform(6, 25)
    answers, given, wrong, now = {}, {}, set(), 0.0
    for code in chance.sample(range(BANK), PAPER):
        now += max(2.0, chance.gauss(pace, pace / 3))
        is_right = chance.random() < skill
        # wrong options are not equally tempting: most of those who err fall for the same one
        answers[f"c{code}"] = ("a",) if is_right else (chance.choices("bcd", weights=(6, 3, 1))[0],)
        given[f"c{code}"] = now
        wrong |= set() if is_right else {f"c{code}"}
    begins = chance.uniform(0, 3000) if start is None else start
    return Trace(
        attempt=attempt, entrant=f"CT-{attempt}", started_at=OPENS + timedelta(seconds=begins), seconds=now + 5,
        score=1000 * (PAPER - len(wrong)), answers=answers, given=given, wrong=frozenset(wrong),
    )  # fmt: skip


def copy_of(chance: random.Random, one: Trace, attempt: int) -> Trace:
    """The same answers in nearly the same rhythm; half of the questions are others, as papers are drawn."""
    stays = chance.sample(sorted(one.answers), PAPER // 2)
    own = honest(chance, attempt)
    others = [code for code in own.answers if code not in one.answers]
    spent, now, given = one.spent | {code: own.spent[code] for code in others}, 0.0, {}
    for code in chance.sample(codes := [*stays, *others], len(codes)):
        now += max(1.0, spent[code] + chance.uniform(-1.5, 1.5))
        given[code] = now
    answers = {code: one.answers.get(code, own.answers.get(code, ())) for code in codes}
    wrong = frozenset(code for code in codes if answers[code] != ("a",))
    return replace(own, answers=answers, given=given, wrong=wrong, started_at=one.started_at + timedelta(minutes=5))


def hasty(chance: random.Random, attempt: int) -> Trace:
    one = honest(chance, attempt)
    return replace(one, given={code: 1.2 * (n + 1) for n, code in enumerate(one.given)}, seconds=26)


def told(oddities: Iterable[Oddity]) -> set[int]:
    return {attempt for one in oddities for attempt in one.attempts}


def figures(found: set[int], fraud: set[int]) -> tuple[float, float]:
    """Recall, and the share of honest people told by mistake."""
    return len(found & fraud) / len(fraud), len(found - fraud) / HONEST


def test_hasty_papers() -> None:
    chance = random.Random(1)
    people = [honest(chance, n) for n in range(HONEST)]
    fraud = [hasty(chance, HONEST + n) for n in range(20)]

    recall, mistaken = figures(told(hasty_papers([*people, *fraud])), {one.attempt for one in fraud})

    assert (recall, mistaken) == (1.0, 0.0)


def alike_papers(traces: Iterable[Trace]) -> Iterator[Oddity]:
    looked_at = AlikePapers()
    for one in sorted(traces, key=lambda one: one.started_at):
        looked_at.add(one)
    yield from looked_at.found()


def copied_case(seed: int) -> tuple[float, float]:
    chance = random.Random(seed)
    people = [honest(chance, n) for n in range(HONEST)]
    sources = [one for one in people if len(one.wrong) >= 5][:20]
    copies = [copy_of(chance, one, HONEST + n) for n, one in enumerate(sources)]
    return figures(told(alike_papers([*people, *copies])), {one.attempt for one in (*sources, *copies)})


def test_copied_papers() -> None:
    """Copies that share no faults are never told: right answers prove nothing."""
    recalls, mistakes = zip(*map(copied_case, range(12)), strict=True)

    print(f"copied: recall {mean(recalls):.3f} (least {min(recalls):.2f}), honest told {mean(mistakes):.4f}")
    assert mean(recalls) >= 0.9
    assert mean(mistakes) <= 0.005


def test_a_group_that_copied_is_one_signal() -> None:
    chance = random.Random(3)
    source = next(one for n in range(99) if len((one := honest(chance, n)).wrong) >= 6)
    group = [source, *(replace(source, attempt=100 + n, entrant=f"CT-{100 + n}") for n in range(9))]

    [oddity] = alike_papers(group)

    assert len(oddity.attempts) == 10
    assert oddity.strength > 0.8


def test_two_attempts_of_one_person_are_not_compared() -> None:
    chance = random.Random(3)
    source = next(one for n in range(99) if len((one := honest(chance, n)).wrong) >= 6)

    assert list(alike_papers([source, replace(source, attempt=100)])) == []


def test_a_class_that_begins_together_is_no_burst_but_forty_hurried_papers_are() -> None:
    chance = random.Random(4)
    a_class = [honest(chance, n, start=chance.uniform(0, 20)) for n in range(40)]
    hurried = [replace(one, seconds=45) for one in a_class]

    assert hurried_burst("7", a_class, usual=320) is None
    assert hurried_burst("7", hurried[:14], usual=320) is None
    burst = hurried_burst("7", hurried, usual=320)
    assert burst is not None
    assert len(burst.attempts) == burst.evidence["attempts"] == 40


def test_only_the_dense_part_of_a_day_is_the_burst() -> None:
    chance = random.Random(5)
    spread = [honest(chance, n, start=n * 900) for n in range(20)]
    dense = [replace(honest(chance, 100 + n, start=40_000 + n), seconds=40) for n in range(15)]

    burst = hurried_burst("7", [*spread, *dense], usual=320)

    assert burst is not None
    assert set(burst.attempts) == {one.attempt for one in dense}


def test_a_family_shares_a_device_and_many_people_are_told() -> None:
    uses = {"d1": [(f"CT-{n}", n) for n in range(4)] * 2, "d2": [(f"CT-{n}", n) for n in range(10, 22)]}

    [oddity] = shared_devices(uses)

    assert (oddity.key, oddity.evidence, len(oddity.attempts)) == ("d2", {"people": 12}, 12)
    assert 0 < oddity.strength < 1


# --- on the tables ------------------------------------------------------------------------------------------------


@pytest.fixture
def ward(db: None) -> Organisation:
    unit = city()["ward-a"]
    fill_bank(unit)
    return unit


def ranked(round: Round) -> Round:
    """As if places had just been computed."""
    Round.objects.update(phase=Phase.RANKED, looked_to=[], looked_at=OPENS)
    return Round.objects.get(pk=round.pk)


def hand_in_many(round: Any, seconds: Sequence[int], unit: Unit | None = None) -> list[Attempt]:
    first = Attempt.objects.count()
    return [
        hand_in(make_attempt(round, make_entrant(round.contest, first + n, unit=unit)), right=4, seconds=took)
        for n, took in enumerate(seconds)
    ]


def test_what_is_found_waits_for_people(ward: Organisation) -> None:
    round = make_round(ward, RULES)
    unit = Unit.objects.create(contest=round.contest, name="Trường", folded="truong", join_code="A")
    usual = hand_in_many(round, [300] * 16)
    hurried = hand_in_many(round, [8] * 15, unit)
    Device.objects.bulk_create(Device(attempt=one, digest="máy", first_at=OPENS) for one in usual[:6])

    ranked(round)
    receivers.on_round_ranked(RoundRanked(round_id=round.pk))

    found = {one.kind: one for one in Signal.objects.all()}
    assert set(found) == {SignalKind.DEVICE, SignalKind.SPEED, SignalKind.BURST}
    assert Signal.objects.filter(kind=SignalKind.SPEED).count() == 15
    assert set(found[SignalKind.BURST].attempts.all()) == set(hurried)
    assert set(found[SignalKind.DEVICE].attempts.all()) == set(usual[:6])


def test_what_people_decided_stays(ward: Organisation) -> None:
    round = make_round(ward, RULES)
    hand_in_many(round, [6])
    look_for_signals(round=ranked(round), at=OPENS)
    assert Signal.objects.count() == 1
    Signal.objects.update(state=SignalState.CLEARED, strength=0.5)

    look_for_signals(round=ranked(round), at=OPENS)

    assert Signal.objects.get().strength == 0.5


def test_after_an_exclusion_the_rest_of_a_group_is_not_told_again(ward: Organisation) -> None:
    round = make_round(ward, RULES)
    attempts = hand_in_many(round, [300] * 3)

    def told(rest: list[Attempt]) -> list[Signal]:
        found = Oddity(
            kind=SignalKind.ALIKE,
            key=str(rest[0].pk),
            strength=0.9,
            attempts=tuple(one.pk for one in rest),
            evidence={},
        )
        signals._keep(round, found, OPENS)
        return list(Signal.objects.all())

    [group] = told(attempts)
    [same] = told(attempts[1:])
    assert (same.pk, list(same.attempts.order_by("pk"))) == (group.pk, attempts[1:])
    Signal.objects.update(state=SignalState.UPHELD)
    assert [one.state for one in told(attempts[1:])] == [SignalState.UPHELD]
    assert len(told(attempts)) == 1


def test_people_without_a_unit_are_compared_within_their_ward(ward: Organisation) -> None:
    round = make_round(ward, RULES)
    province = Province.objects.create(code="92", name="Cần Thơ")
    wards = [
        Ward.objects.create(code=code, name=f"Phường {code}", kind="ward", area="urban", province=province)
        for code in ("31117", "31120")
    ]
    for number in range(4):
        home = wards[number % 2] if number < 3 else None
        hand_in(make_attempt(round, make_entrant(round.contest, number, ward=home), start=number), right=2)

    assert groups_of(round) == [(("", ""), 1), (("", str(wards[0].pk)), 2), (("", str(wards[1].pk)), 1)]
    for group, papers in groups_of(round):
        assert len(list(traces_of(round, group))) == papers


def test_a_worker_that_stops_is_followed_where_it_was(ward: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three units of two hasty papers each: a part is one unit; what was looked at is not looked at again."""
    monkeypatch.setattr(signals, "AT_ONCE", 2)
    round = make_round(ward, RULES)
    for number in range(3):
        unit = Unit.objects.create(contest=round.contest, name=f"{number}", folded=f"{number}", join_code=f"{number}")
        hand_in_many(round, [6, 6], unit)
    first = ranked(round)

    assert look_for_signals(round=first, at=OPENS + MINUTE) is True
    assert Signal.objects.count() == 2
    assert look_for_signals(round=first, at=OPENS + MINUTE) is False  # somebody else went on: this chain ends
    assert Signal.objects.count() == 2
    stopped = OPENS + MINUTE + WAITED
    assert list(rounds_to_look_at(stopped - MINUTE)) == []
    assert list(rounds_to_look_at(stopped)) == [round]
    Signal.objects.all().delete()
    tasks.keep_rounds.func()
    assert Signal.objects.count() == 4
    assert Round.objects.get().looked_to is None
    assert look_for_signals(round=Round.objects.get(), at=stopped) is False


def test_a_paper_is_compared_with_so_many_before_it_and_no_more() -> None:
    """Memory and time are bounded: what began long before, or many papers before, is forgotten."""
    chance = random.Random(3)
    source = next(one for n in range(99) if len((one := honest(chance, n, start=0)).wrong) >= 6)
    others = [honest(chance, 1_000 + n, start=60 + n / 100) for n in range(MOST_BESIDE)]

    def later(minutes: int) -> Trace:
        return replace(source, attempt=500, entrant="CT-500", started_at=source.started_at + timedelta(minutes=minutes))

    assert {source.attempt, 500} <= told(alike_papers([source, *others[1:], later(10)]))
    assert 500 not in told(alike_papers([source, *others, later(10)]))
    assert told(alike_papers([source, later(59)])) == {source.attempt, 500}
    assert told(alike_papers([source, later(61)])) == set()


def test_entries_of_one_name_and_birthday_are_told_and_decide_nothing(ward: Organisation) -> None:
    """Two entries in one unit, written with other marks; two in other places; a name alone is nobody's signal."""
    round = make_round(ward, RULES)
    unit = Unit.objects.create(contest=round.contest, name="a", folded="a", join_code="a")
    day, other = date(1990, 5, 6), date(1991, 5, 6)
    people = [
        ("tran van hung", day, unit),
        ("tran van hung", day, unit),
        ("tran van hung", other, unit),
        ("le thi lan", day, None),
        ("le thi lan", day, unit),
        ("vo an", None, unit),
        ("vo an", None, unit),
    ]
    for number, (name, born_on, mine) in enumerate(people):
        entrant = make_entrant(round.contest, number, born_on=born_on, unit=mine)
        Entrant.objects.filter(pk=entrant.pk).update(folded=name)
        hand_in(make_attempt(round, entrant, start=number * 60), right=number % 3, seconds=300)
    absent = make_entrant(round.contest, 9, born_on=day, unit=unit)  # joined, and never sat
    Entrant.objects.filter(pk=absent.pk).update(folded="vo an")

    look_for_signals(round=ranked(round), at=OPENS)

    found = Signal.objects.filter(kind=SignalKind.NAMESAKE).order_by("-strength")
    assert [(one.strength, one.evidence["codes"], one.attempts.count()) for one in found] == [
        (0.9, ["CT-00000", "CT-00001"], 2), (0.4, ["CT-00003", "CT-00004"], 2),
    ]  # fmt: skip
    assert set(found.values_list("state", flat=True)) == {SignalState.OPEN}
    assert set(Entrant.objects.values_list("standing", flat=True)) == {Standing.ACTIVE}


def test_an_entry_that_sat_another_round_is_told_too(ward: Organisation) -> None:
    first, second = make_round(ward, RULES), make_round(ward, RULES)
    for number, round in enumerate((first, second)):
        entrant = make_entrant(round.contest, number, born_on=date(1990, 5, 6))
        Entrant.objects.filter(pk=entrant.pk).update(folded="vo an")
        hand_in(make_attempt(round, entrant), right=1, seconds=300)

    look_for_signals(round=ranked(first), at=OPENS)

    assert Signal.objects.get(kind=SignalKind.NAMESAKE).attempts.get().round == first
