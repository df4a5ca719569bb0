"""Who takes part hears of prizes, answers and notices; people without an account read it on their page."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.signals import post_save
from django.dispatch import Signal
from django.test import Client
from django_tasks.signals import task_enqueued

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.notifications.models import Notification

from .. import tasks
from ..enums import Act, Notice, Standing, State
from ..models import Contest, Entrant, Round
from ..queries import draw_paper
from ..queries.rounds import WAITED, rounds_untold
from ..services import answer_complaint, decide_round, send_complaint, telling, void_question
from ..services.contests import extend_round
from ..services.steps import take_step
from .making import CLOSES, OPENS, make_entrant, make_round
from .outcomes import (
    RANKED,
    WINDOW_OVER,
    five_ranked,
    officer,
    sit,
    verified,
    ward_with_bank,
    with_prizes,
)

pytestmark = pytest.mark.django_db


def with_account(entrant: Entrant, language: str = "vi") -> Person:
    person = Person.objects.create_user(entrant.code, f"{entrant.code}@example.invalid", "x")
    Entrant.objects.filter(pk=entrant.pk).update(person=person, language=language)
    return person


def told(person: Person) -> list[tuple[str, str]]:
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("title", "url"))


def test_winners_are_told_after_the_decision(django_capture_on_commit_callbacks: Any) -> None:
    round_ = verified(with_prizes(five_ranked()))
    first, last = (Entrant.objects.get(attempts__round=round_, attempts__place=place) for place in (1, 5))
    winner, other = with_account(first), with_account(last)
    with django_capture_on_commit_callbacks(execute=True):
        decide_round(round=round_, by=officer(Role.APPROVER), at=WINDOW_OVER)
    assert told(winner) == [("Chúc mừng, bạn đạt Giải Nhất của “Ví dụ minh họa”", "/cuoc-thi/vi-du/hoc-tiep/")]
    assert told(other) == []
    tasks.tell_winners.enqueue(round_.pk)
    assert len(told(winner)) == 1  # the job done once more tells nobody twice


@contextmanager
def failing_at(signal: Signal, sender: Any, count: int) -> Iterator[None]:
    """The line to the database breaks when a signal is sent the so-manieth time."""
    seen: list[object] = []

    def fail(**known: object) -> None:
        seen.append(known)
        if len(seen) == count:
            raise OSError("gone")

    signal.connect(fail, sender=sender)
    try:
        with pytest.raises(OSError, match="gone"):
            yield
    finally:
        signal.disconnect(fail, sender=sender)


def test_winners_are_told_all_or_none() -> None:
    """A job that fails in the middle has told nobody; done again it tells everybody once."""
    round_ = decide_round(round=verified(with_prizes(five_ranked())), by=officer(Role.APPROVER), at=WINDOW_OVER)
    winners = [with_account(Entrant.objects.get(attempts__round=round_, attempts__place=place)) for place in (1, 2)]
    with failing_at(post_save, Notification, 2):
        telling.tell_winners(round=round_, at=WINDOW_OVER)
    assert [told(one) for one in winners] == [[], []]

    telling.tell_winners(round=round_, at=WINDOW_OVER)
    assert [len(told(one)) for one in winners] == [1, 1]


def test_whoever_heard_and_the_job_for_the_next_are_written_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    round_ = make_round(ward_with_bank())
    people = [with_account(make_entrant(round_.contest, number)) for number in range(3)]
    with failing_at(task_enqueued, None, 1):
        tasks.tell_entrants.func(round_.pk, Notice.MOVED)
    assert [told(one) for one in people] == [[]] * 3

    tasks.tell_entrants.func(round_.pk, Notice.MOVED)
    assert [len(told(one)) for one in people] == [1] * 3


def test_an_answered_complaint_is_told_to_who_wrote_it(django_capture_on_commit_callbacks: Any) -> None:
    round_ = five_ranked()
    entrant = Entrant.objects.all()[0]
    person = with_account(entrant, "km")
    sent = send_complaint(entrant=entrant, round=round_, text="Chưa đúng", at=RANKED)
    with django_capture_on_commit_callbacks(execute=True):
        answer_complaint(complaint=sent, answer="Đã xem lại", by=officer(Role.APPROVER), at=RANKED)
    assert [url for _title, url in told(person)] == ["/km/cuoc-thi/vi-du/vong/1/khieu-nai/"]


def test_notices_reach_those_they_concern(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    round_ = make_round(ward_with_bank())
    sat = [with_account(sit(round_, number, right=2)) for number in range(3)]
    joined = with_account(make_entrant(round_.contest, 9))
    code = draw_paper(round=round_, entrant="CT-00001", number=1)[0].code
    with django_capture_on_commit_callbacks(execute=True):
        void_question(round=round_, code=code, reason="Điều luật đã sửa", by=None, at=OPENS)
    voided = "Vòng 1 của “Ví dụ minh họa”: một câu hỏi bị hủy, ai cũng được trọn điểm câu này"
    assert [told(one) for one in [*sat, joined]] == [[(voided, "/cuoc-thi/vi-du/")]] * 3 + [[]]

    with django_capture_on_commit_callbacks(execute=True):
        extend_round(
            round=Round.objects.get(), ends_at=CLOSES + timedelta(days=1), reason="Mất điện", by=officer(Role.APPROVER),
            at=OPENS,
        )  # fmt: skip
    moved = "Vòng 1 của “Ví dụ minh họa” đổi giờ: mở 08:00 16/11/2026, đóng 10:00 17/11/2026"
    assert [told(one)[-1][0] for one in [*sat, joined]] == [moved] * 4


def test_whoever_takes_part_hears_once_that_a_public_contest_is_cancelled(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    contest = make_round(ward_with_bank()).contest
    person = with_account(make_entrant(contest, 1), "km")
    gone = with_account(make_entrant(contest, 2, standing=Standing.WITHDRAWN))
    with django_capture_on_commit_callbacks(execute=True):
        take_step(contest=contest, act=Act.CANCEL, by=officer(Role.APPROVER), at=OPENS, reason="Bão số 9")
    [(_title, url)] = told(person)
    assert (url, told(gone)) == ("/km/cuoc-thi/vi-du/", [])
    for below in ("", "bang/", "dang-ky/", "cua-toi/", "vong/1/luot/1/bien-nhan/"):
        page = client.get(f"/cuoc-thi/vi-du/{below}")
        assert page.status_code == 410
        assert "Lý do: <span" in page.content.decode()
        assert "Bão số 9" in page.content.decode()


BEFORE = OPENS - timedelta(days=9)


def test_a_public_contest_given_back_says_so_and_tells_who_joined_now_and_when_it_is_published_again(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    contest = make_round(ward_with_bank(), is_sealed=False).contest
    person, approver = with_account(make_entrant(contest, 1)), officer(Role.APPROVER)
    with django_capture_on_commit_callbacks(execute=True):
        given = take_step(contest=contest, act=Act.GIVE_BACK, by=approver, at=BEFORE, reason="Chép nhầm giờ")
    assert [title for title, _url in told(person)] == ["Cuộc thi “Ví dụ minh họa” đang được sửa, sẽ công bố lại"]
    Contest.objects.update(title="Chưa ai duyệt")
    for below in ("", "bang/", "dang-ky/", "cua-toi/"):
        page = client.get(f"/cuoc-thi/vi-du/{below}")
        assert page.status_code == 404
        assert "Cuộc thi đang được sửa" in page.content.decode()
        assert "Chưa ai duyệt" not in page.content.decode()
        assert "Chép nhầm giờ" not in page.content.decode()

    Contest.objects.update(state=State.CHECKED, help_contact="Phòng Tư pháp")
    with django_capture_on_commit_callbacks(execute=True):
        take_step(contest=given, act=Act.GIVE_BACK, by=approver, at=BEFORE, reason="Còn sai")
    assert len(told(person)) == 1  # of the work at the desk nobody hears

    Contest.objects.update(state=State.APPROVED)
    with django_capture_on_commit_callbacks(execute=True):
        take_step(contest=given, act=Act.PUBLISH, by=approver, at=BEFORE)
    assert "đã công bố lại; hãy xem lại thời gian và điều kiện" in told(person)[-1][0]
    assert client.get("/cuoc-thi/vi-du/").status_code == 200


def test_nobody_hears_of_a_draft_that_is_cancelled(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    contest = make_round(ward_with_bank(), is_sealed=False).contest
    Contest.objects.update(state=State.DRAFT, published_at=None)
    person = with_account(make_entrant(contest, 1))
    with django_capture_on_commit_callbacks(execute=True):
        take_step(contest=contest, act=Act.CANCEL, by=officer(Role.APPROVER), at=OPENS, reason="Chưa cần")
    assert told(person) == []
    assert [client.get(f"/cuoc-thi/vi-du/{below}").status_code for below in ("", "bang/")] == [404, 404]


def test_winners_nobody_told_are_told_by_the_clock() -> None:
    """The worker died while it told them: nothing was written, so the clock asks again, until it is done."""
    round_ = decide_round(round=verified(with_prizes(five_ranked())), by=officer(Role.APPROVER), at=WINDOW_OVER)
    at = WINDOW_OVER + WAITED
    assert (rounds_untold(at - timedelta(seconds=1)), rounds_untold(at)) == ([], [round_])
    telling.tell_winners(round=round_, at=at)
    assert rounds_untold(at) == []
