"""A live stage: transitions in every state, the server's clock at its boundaries, points, places, what is kept."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from luatgandan.features.questionbank.models import Item
from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.organisations.models import Organisation

from ..enums import StageAct, StageState
from ..models import Player, PlayerAnswer, Stage, StageQuestion
from ..papers.values import POINT
from ..queries import live as reads
from ..queries.live import board, live
from ..rules import nicknames
from ..rules.live import TRANSITIONS, acts_on, board_of, next_act, points_for, read_chosen, speed_ceiling, standing
from ..services import live as services
from ..services.errors import ContestError, NotAllowedError
from .conftest import NOW, MakeStaff
from .staging import act, later, right, seat, staged

A, C, R, B, E = StageAct.ASK, StageAct.CLOSE, StageAct.REVEAL, StageAct.SHOW_BOARD, StageAct.END
TABLE = {
    StageState.LOBBY: {A: StageState.ASKING, E: StageState.ENDED},
    StageState.ASKING: {C: StageState.CLOSED, E: StageState.ENDED},
    StageState.CLOSED: {R: StageState.REVEALED, E: StageState.ENDED},
    StageState.REVEALED: {A: StageState.ASKING, B: StageState.BOARD, E: StageState.ENDED},
    StageState.BOARD: {A: StageState.ASKING, E: StageState.ENDED},
    StageState.ENDED: {},
}
LEADS = {StageState.LOBBY: (), StageState.ASKING: (A,), StageState.CLOSED: (A, C), StageState.REVEALED: (A, C, R),
         StageState.BOARD: (A, C, R, B), StageState.ENDED: (E,)}  # fmt: skip


@pytest.fixture
def stage(unit: Organisation, make_staff: MakeStaff) -> Stage:
    return staged(unit, make_staff("contributor"), NOW)


def answer(player: Player, chosen: list[str], seconds: float, question: int = 0) -> PlayerAnswer:
    stage = Stage.objects.get(pk=player.stage_id)
    return services.answer_live(
        code=stage.code, player=player.pk, question=question or stage.asked_id or 0, chosen=chosen,
        at=later(NOW, seconds),
    )  # fmt: skip


@pytest.mark.parametrize("state", StageState)
@pytest.mark.parametrize("what", StageAct)
def test_every_act_in_every_state_does_what_the_table_says(stage: Stage, state: StageState, what: StageAct) -> None:
    stage = act(stage, *LEADS[state], at=NOW)
    assert stage.state == state
    leads_to = TABLE[state].get(what)
    if leads_to:
        assert act(stage, what, at=NOW).state == leads_to
    else:
        with pytest.raises(services.MovedOnError):
            act(stage, what, at=NOW)
        assert Stage.objects.get(pk=stage.pk).state == state
    assert TRANSITIONS.get((state, what)) == leads_to


def test_buttons_and_the_space_bar_follow_the_table() -> None:
    assert {state: set(acts_on(state, has_more=True)) for state in StageState} == {
        one: set(TABLE[one]) for one in TABLE
    }
    assert acts_on(StageState.BOARD, has_more=False) == [E]
    assert [next_act(state, has_more=True) for state in StageState] == [A, C, R, B, A, None]
    assert next_act(StageState.BOARD, has_more=False) == next_act(StageState.LOBBY, has_more=False) == E


def test_two_who_run_it_never_skip_a_question(stage: Stage, make_staff: MakeStaff) -> None:
    act(stage, A, at=NOW)
    seen = Stage.objects.get(pk=stage.pk).step
    services.take_stage_step(stage=stage, act=C, step=seen, by=stage.author, at=NOW)
    with pytest.raises(services.MovedOnError, match="Không có gì bị bỏ qua"):
        services.take_stage_step(stage=stage, act=C, step=seen, by=make_staff("editor"), at=NOW)
    with pytest.raises(services.MovedOnError):  # what may be done now, but seen a step ago
        services.take_stage_step(stage=stage, act=R, step=seen, by=make_staff("editor"), at=NOW)
    now = Stage.objects.get(pk=stage.pk)
    assert (now.state, now.step, now.asked and now.asked.place) == (StageState.CLOSED, 2, 1)


def test_the_servers_clock_closes_a_question(stage: Stage) -> None:
    player = seat(stage, 0, NOW)
    act(stage, A, at=NOW)
    asked = StageQuestion.objects.get(opened_at=NOW)
    assert asked.closes_at == later(NOW, 20)
    assert answer(player, ["A"], 19.999).chosen == "A"
    for seconds in (20, 20.001, 3600):
        with pytest.raises(services.LateError, match="Đã hết giờ câu này"):
            answer(player, ["B"], seconds)
    with pytest.raises(services.MovedOnError):
        act(stage, C, at=later(NOW, 20))  # closed by itself
    assert standing(StageState.ASKING, asked.closes_at, later(NOW, 20)) == StageState.CLOSED
    assert act(stage, R, at=later(NOW, 20)).state == StageState.REVEALED
    assert PlayerAnswer.objects.get().chosen == "A"


def test_a_question_closed_early_takes_no_answer(stage: Stage) -> None:
    player = seat(stage, 0, NOW)
    act(stage, A, at=NOW)
    act(stage, C, at=later(NOW, 5))
    with pytest.raises(services.LateError):
        answer(player, ["A"], 5)


def test_a_later_choice_counts_and_the_same_one_again_changes_nothing(stage: Stage) -> None:
    player = seat(stage, 0, NOW)
    act(stage, A, at=NOW)
    wrong = [letter for letter in "ABC" if [letter] != right(stage)][:1]
    answer(player, wrong, 1)
    first = answer(player, right(stage), 10)
    assert first.points == POINT + 50  # half of the time was left
    again = answer(player, right(stage), 19)
    assert (again.at, again.points, PlayerAnswer.objects.count()) == (first.at, first.points, 1)
    assert answer(player, wrong, 19.5).points == 0
    assert PlayerAnswer.objects.count() == 1


@pytest.mark.parametrize("chosen", [[], ["Z"], ["A", "B"], ["AB"], [""], ["<script>"], ["A", "Z"]])
def test_what_is_no_answer_to_this_question_is_refused(stage: Stage, chosen: list[str]) -> None:
    player = seat(stage, 0, NOW)
    act(stage, A, at=NOW)
    with pytest.raises(services.StageError, match="Hãy chọn một phương án"):
        answer(player, chosen, 1)
    assert not PlayerAnswer.objects.exists()


def test_several_letters_are_one_answer_in_any_order(stage: Stage) -> None:
    question = StageQuestion.objects.get(place=3)
    sealed, order = question.question, question.order
    assert read_chosen(["C", "A", "A"], question=sealed, order=order) == "AC"
    player = seat(stage, 0, NOW)
    act(stage, A, C, R, A, C, R, A, at=NOW)
    letters = right(stage)
    assert len(letters) == 2
    assert answer(player, letters[::-1], 0).points == POINT + 100
    assert answer(player, letters[:1], 1).points == 0  # all or nothing


def test_answers_to_another_question_or_from_nobody_are_refused(stage: Stage) -> None:
    player = seat(stage, 0, NOW)
    with pytest.raises(services.StageError, match="không còn được hỏi"):
        answer(player, ["A"], 1)
    act(stage, A, at=NOW)
    other = StageQuestion.objects.get(place=2).pk
    with pytest.raises(services.StageError, match="không còn được hỏi"):
        answer(player, ["A"], 1, question=other)
    with pytest.raises(services.StageError, match="không còn ở trong"):
        services.answer_live(code="000000", player=player.pk, question=other, chosen=["A"], at=NOW)
    services.remove_player(stage=stage, player=player.pk, by=stage.author)
    with pytest.raises(services.StageError, match="không còn ở trong"):
        answer(player, ["A"], 1)


def test_speed_never_outweighs_a_right_answer() -> None:
    for questions in range(1, services.MOST_QUESTIONS + 1):
        ceiling = speed_ceiling(questions)
        assert 0 < ceiling <= 100
        assert questions * ceiling < POINT
    assert [points_for(is_right=True, left=left, ceiling=100) for left in (-1, 0, 0.5, 1, 9)] == [
        1000, 1000, 1050, 1100, 1100,
    ]  # fmt: skip
    assert points_for(is_right=False, left=1, ceiling=100) == 0


def test_equal_points_share_a_place_as_a_brute_force_says() -> None:
    chance = Random(7)
    for _time in range(300):
        points = [chance.choice((0, 1000, 1050, 2000)) for _one in range(chance.randint(0, 12))]
        lines = board_of((number, f"N{number}", one, 0) for number, one in enumerate(points))
        assert sorted(line.player for line in lines) == list(range(len(points)))
        assert all(line.place == 1 + sum(other > line.points for other in points) for line in lines)


def test_the_board_counts_revealed_questions_of_those_who_are_in(stage: Stage) -> None:
    first, second, third = (seat(stage, number, NOW) for number in range(3))
    act(stage, A, at=NOW)
    for player in (first, second, third):
        answer(player, right(stage), 0)
    assert [line.points for line in board(stage)] == [0, 0, 0]
    act(stage, C, R, at=later(NOW, 1))
    services.remove_player(stage=stage, player=third.pk, by=stage.author)
    assert [(one.player, one.points, one.right, one.place) for one in board(stage)] == [
        (one.pk, 1100, 1, 1) for one in sorted((first, second), key=lambda player: player.nickname)
    ]


def test_a_hall_takes_as_many_as_it_has_seats(unit: Organisation, make_staff: MakeStaff) -> None:
    stage = staged(unit, make_staff("editor"), NOW, seats=2)
    first, _second = seat(stage, 0, NOW), seat(stage, 1, NOW)
    with pytest.raises(services.StageError, match="Phòng đã đủ người"):
        seat(stage, 2, NOW)
    services.remove_player(stage=stage, player=first.pk, by=stage.author)
    with pytest.raises(services.StageError, match="Đã có người mang tên này"):
        seat(stage, 0, NOW)  # the name of whoever was removed is not given again
    assert seat(stage, 2, NOW).stage == stage
    act(stage, E, at=NOW)
    with pytest.raises(services.StageError, match="đã kết thúc"):
        seat(stage, 3, NOW)
    with pytest.raises(services.StageError, match="Không có buổi thi nào"):
        services.join_stage(code="12345x", nickname=nicknames.LISTED[5], at=NOW)


def test_who_may_run_a_stage(stage: Stage, unit: Organisation, make_staff: MakeStaff) -> None:
    person: Any
    for person in (AnonymousUser(), make_staff("auditor"), make_staff("contributor"), make_staff("approver", "ward-b")):
        for what in (
            lambda by: services.take_stage_step(stage=stage, act=A, step=0, by=by, at=NOW),
            lambda by: services.remove_player(stage=stage, player=1, by=by),
            lambda by: services.drop_question(stage=stage, question=1, by=by),
            lambda by: services.delete_stage(stage=stage, by=by, at=NOW),
            lambda by: services.add_questions(stage=stage, items=Item.objects.none(), by=by, at=NOW),
        ):
            with pytest.raises(NotAllowedError):
                what(person)
    for person in (make_staff("auditor"), make_staff("approver", "ward-b")):
        with pytest.raises(NotAllowedError):
            services.make_stage(organisation=unit, by=person, at=NOW, title="x")
    services.take_stage_step(stage=stage, act=A, step=0, by=make_staff("unit_head", "root"), at=NOW)


def test_everything_goes_on_its_day(stage: Stage) -> None:
    player = seat(stage, 0, NOW)
    act(stage, A, at=NOW)
    answer(player, ["A"], 1)
    assert Stage.objects.get(pk=stage.pk).removed_at == NOW + timedelta(days=30)
    ended = act(stage, E, at=later(NOW, 60))
    assert ended.removed_at == later(NOW, 60) + timedelta(days=7)
    assert services.remove_old_stages(at=ended.removed_at - timedelta(seconds=1)) == 0
    assert services.remove_old_stages(at=ended.removed_at) == 1
    assert [model.objects.count() for model in (Stage, StageQuestion, Player, PlayerAnswer)] == [0, 0, 0, 0]
    kept = [one.action for one in Entry.objects.order_by("pk") if one.action.startswith("contests.stage")]
    assert kept == ["contests.stage_made", "contests.stage_ended", "contests.stage_deleted"]


def test_a_stage_that_is_being_played_outlasts_its_day(unit: Organisation, make_staff: MakeStaff) -> None:
    asked, joined, left = (staged(unit, make_staff("editor"), NOW) for _one in range(3))
    day = NOW + timedelta(days=30)
    act(asked, A, at=day - timedelta(minutes=1))
    seat(joined, 0, day - timedelta(hours=1))
    seat(left, 0, day - timedelta(hours=7))
    assert services.remove_old_stages(at=day) == 1
    assert set(Stage.objects.all()) == {asked, joined}
    assert services.remove_old_stages(at=day + timedelta(hours=6)) == 2


def test_what_was_read_is_forgotten_once_a_change_can_be_seen(
    stage: Stage, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "FRESH", 3600)
    player = seat(stage, 0, NOW)
    question = StageQuestion.objects.get(place=3).pk
    acts: list[Any] = [
        lambda: services.drop_question(stage=stage, question=question, by=stage.author),
        lambda: services.draw_questions(stage=stage, count=1, field="", difficulty=0, by=stage.author, at=NOW),
        lambda: services.set_door(stage=stage, is_open=False, by=stage.author),
        lambda: services.remove_player(stage=stage, player=player.pk, by=stage.author),
        lambda: services.delete_stage(stage=stage, by=stage.author, at=NOW),
    ]
    for do in acts:
        before = live(stage.code)
        with django_capture_on_commit_callbacks() as later_acts:
            do()
            assert live(stage.code) is before  # nothing is read anew while others see the old
        assert len(later_acts) == 1
        later_acts[0]()
        assert live(stage.code) is not before


def test_deleting_at_once(stage: Stage) -> None:
    services.delete_stage(stage=stage, by=stage.author, at=NOW)
    with pytest.raises(ContestError, match="không còn"):
        services.drop_question(stage=stage, question=1, by=stage.author)
