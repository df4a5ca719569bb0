"""Who may try again is told no score while the round runs: nobody finds the keys by trying."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luatgandan.foundation.accounts.models import Person

from ..enums import Phase
from ..models import Contest, Entrant, Round
from ..papers.values import Quota, Rules
from ..queries import boards
from ..queries.data import entries_of
from ..queries.wording import rules_in_words
from ..rules.codes import login_digest
from .making import CLOSES, OPENS, hand_in, make_attempt, make_entrant, make_round
from .outcomes import sit, ward_with_bank
from .pages import CODE, HOME, texts

__all__ = ["texts"]
pytestmark = pytest.mark.django_db
MOMENT = timedelta(seconds=1)
ONCE, AGAIN = Rules(quotas=(Quota(count=4),)), Rules(quotas=(Quota(count=4),), attempts=3)
OVER = CLOSES + timedelta(seconds=AGAIN.grace_seconds)


@pytest.mark.parametrize(
    ("rules", "at", "is_told"),
    [(ONCE, OPENS, True), (AGAIN, OPENS, False), (AGAIN, CLOSES, False), (AGAIN, OVER - MOMENT, False),
     (AGAIN, OVER, True), (Rules(attempts=0), OPENS, False)],
)  # fmt: skip
def test_scores_are_told_at_once_only_where_nobody_may_try_again(rules: Rules, at: object, is_told: bool) -> None:
    seen: dict[str, Any] = {"ends_at": CLOSES, "held_until": CLOSES}
    round_ = Round(contest=Contest(), rules_data=rules.to_dict(), phase=Phase.SEALED, **seen)
    assert round_.tells_scores(at) is is_told
    assert Round(contest=Contest(is_practice=True), ends_at=CLOSES, rules_data=rules.to_dict()).tells_scores(OPENS)


def test_the_rules_say_so() -> None:
    at_once, later = "Nộp bài xong thấy ngay điểm", "điểm và đáp án chỉ báo sau khi vòng đóng"
    assert (at_once in " ".join(rules_in_words(ONCE)), later in " ".join(rules_in_words(AGAIN))) == (True, True)
    practice = " ".join(rules_in_words(AGAIN, is_practice=True))
    assert "Làm xong thấy ngay" in practice
    assert "phút" not in practice
    assert "Xếp hạng lần lượt" not in practice


@pytest.mark.parametrize("rules", [ONCE, AGAIN], ids=["one attempt", "three"])
def test_a_running_board_is_no_way_to_find_the_keys(rules: Rules) -> None:
    round_ = make_round(ward_with_bank(), rules)
    sit(round_, 1, right=3)
    lines = boards.person_board(round_, at=OPENS + timedelta(minutes=10))
    assert [one.points for one in lines] == (["3/4"] if rules == ONCE else [])


@pytest.fixture
def pupil() -> Entrant:
    now = timezone.now()
    span = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=1)}
    round_ = make_round(ward_with_bank(), AGAIN, **span)
    who = make_entrant(round_.contest, 1, login_digest=login_digest(CODE))
    hand_in(make_attempt(round_, who), right=3)
    return who


def over() -> None:
    """The round closed a day ago, and the clock saw it."""
    ends_at = timezone.now() - timedelta(days=1)
    Round.objects.update(starts_at=ends_at - timedelta(days=1), ends_at=ends_at, held_until=ends_at)


def test_own_data_tell_a_score_when_the_pages_do(pupil: Entrant) -> None:
    person = Person.objects.create_user("hoa", "hoa@example.invalid", "x")
    Entrant.objects.update(person=person)
    told = [entries_of(person)[0]["Các lượt thi"][0]["Điểm (phần nghìn câu)"]]
    over()
    told.append(entries_of(person)[0]["Các lượt thi"][0]["Điểm (phần nghìn câu)"])
    assert told == ["Báo sau khi vòng đóng, vì được thi nhiều lượt", 3_000]


def test_pages_of_a_running_round_with_several_attempts_show_no_score(client: Client, pupil: Entrant) -> None:
    client.post(f"{HOME}ma-rieng/", {"code": CODE, "agrees": "on"})
    for address in (f"{HOME}cua-toi/", f"{HOME}vong/1/luot/1/bien-nhan/", f"{HOME}bang/"):
        page = client.get(address).content.decode()
        assert "3/4" not in page, address
    for address in (f"{HOME}cua-toi/", f"{HOME}vong/1/luot/1/bien-nhan/"):
        assert "Báo sau khi vòng đóng" in client.get(address).content.decode()
    assert "để không ai dò được đáp án" in client.get(f"{HOME}bang/").content.decode()
    over()
    assert "3/4" in client.get(f"{HOME}vong/1/luot/1/bien-nhan/").content.decode()
