"""The desk: a contest from a template, its words, conditions, rounds, prizes; strangers are refused."""

from datetime import datetime
from itertools import pairwise, product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from luatgandan.foundation.accounts.models import Person

from ..enums import Act, PrizeKind, State
from ..forms.desk_rounds import RoundForm
from ..models import Contest, Prize
from ..queries.desk import banks_for, desk_tasks
from ..queries.wording import conditions_in_words
from ..rules.templates import TEMPLATES
from ..services.steps import take_step
from .conftest import NOW, MakeStaff, Units
from .desk import QUERIES, at_desk, made, text, typed_round, url
from .making import fill_bank


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_template_makes_a_sound_draft(units: Units, make_staff: MakeStaff, template: str) -> None:
    desk = at_desk(make_staff("contributor"))
    sent = {"title": "Em yêu luật", "organisation": units["ward-a"].pk, "template": template, "opens_on": "2099-03-02"}
    answered = desk.post(url("new"), sent)
    contest = Contest.objects.get()
    assert answered["Location"] == url("contest", contest.pk)
    assert "Em yêu luật" in text(desk.get(answered["Location"]))
    plan, rounds = TEMPLATES[template], list(contest.rounds.all())
    assert [one.rules for one in rounds] == [one.rules for one in plan.rounds]
    assert rounds[0].starts_at == timezone.make_aware(datetime(2099, 3, 2))
    rests = [after.starts_at - one.ends_at for one, after in pairwise(rounds)]
    assert rests == [one.rest for one in plan.rounds[1:]]
    for one in rounds:
        form = RoundForm(typed_round(one), banks=banks_for(contest.organisation))
        assert form.is_valid(), form.errors
        assert form.rules() == one.rules
        assert form.values()["ends_at"] == one.ends_at


@pytest.mark.parametrize("who", ["nobody", "citizen", "editor of another unit", "auditor"])
def test_strangers_and_other_units_change_nothing(units: Units, make_staff: MakeStaff, who: str) -> None:
    contest = made(units, make_staff("contributor"))
    client = {
        "nobody": Client,
        "citizen": lambda: at_desk(Person.objects.create_user("x", "x@example.invalid", "x")),
        "editor of another unit": lambda: at_desk(make_staff("unit_head", "ward-b")),
        "auditor": lambda: at_desk(make_staff("auditor", "root")),
    }[who]()
    for name, *more in (("words",), ("conditions",), ("prizes",), ("remove_round",), ("round", 1), ("extend", 1)):
        for answered in (client.get(url(name, contest.pk, *more)), client.post(url(name, contest.pk, *more))):
            assert answered.status_code in (302, 403), name
            assert answered.get("Location", "/tai-khoan/") != url("contest", contest.pk)
    seen = client.get(url("contest", contest.pk)).status_code == 200
    assert seen == (who == "auditor")
    sent = {"title": "Khác", "organisation": units["ward-a"].pk, "template": "hoc-sinh", "opens_on": "2099-03-02"}
    assert client.post(url("new"), sent).status_code in (302, 403, 422)
    assert Contest.objects.count() == 1


def test_words_and_conditions_are_kept(units: Units, make_staff: MakeStaff) -> None:
    person = make_staff("editor")
    contest, desk = made(units, person), at_desk(person)
    words = {"title": "Em  hiểu luật", "summary": "Mời các em.", "help_contact": "Cô Lan, giờ hành chính"}
    assert desk.post(url("words", contest.pk), words).status_code == 302
    conditions = {"age_from": "15", "classes": "10,  11", "denied": "0912 345 678", "asked": ["email"],
                  "names": "hidden", "unit_kinds": ["school"], "complaint_days": "5",
                  "board_stops_minutes": "30"}  # fmt: skip
    assert desk.post(url("conditions", contest.pk), conditions).status_code == 302
    contest.refresh_from_db()
    assert (contest.title, contest.complaint_days, contest.names) == ("Em hiểu luật", 5, "hidden")
    assert contest.asked == ["born_on", "unit", "class_name", "phone", "email"]
    denied = contest.eligibility.pop("denied")
    assert contest.eligibility == {"age_from": 15, "unit_kinds": ["school"], "classes": ["10", "11"]}
    assert "Người của các loại đơn vị: Trường học." in conditions_in_words(contest)
    assert [len(one) for one in denied] == [64]
    kept = {name: value for name, value in conditions.items() if name != "denied"}
    for more, count in (({}, 1), ({"frees_denied": "on"}, 0)):
        desk.post(url("conditions", contest.pk), {**kept, **more})
        contest.refresh_from_db()
        assert len(contest.eligibility.get("denied", [])) == count
    again = {"age_from": "20", "age_to": "18", "wards": "Nơi không có", "names": "hidden", "denied": "12"}
    page = text(desk.post(url("conditions", contest.pk), again), 422)
    assert "Chưa rõ là xã, phường nào: Nơi không có" in page
    assert "phải từ tuổi" in page
    assert "Số di động có 10 chữ số" in page


@pytest.mark.parametrize("state", [one for one in State if one != State.DRAFT])
def test_how_long_complaints_are_taken_is_changed_in_a_draft_only(
    units: Units, make_staff: MakeStaff, state: State
) -> None:
    author, second = make_staff("editor"), make_staff("approver")
    contest = made(units, author)
    Contest.objects.update(state=state)
    sent = {"title": contest.title, "names": contest.names, "complaint_days": "0", "board_stops_minutes": "0"}
    for person, name in product((author, second), ("words", "conditions")):
        at_desk(person).post(url(name, contest.pk), sent)
    contest.refresh_from_db()
    assert (contest.complaint_days, contest.board_stops_minutes) == (3, 60)


def test_lists_ask_the_same_with_1_and_30_rows(units: Units, make_staff: MakeStaff) -> None:
    person = make_staff("editor")
    desk, counts = at_desk(person), []
    for wanted in (1, 30):
        while Contest.objects.count() < wanted:
            made(units, person, title=f"Cuộc thi {Contest.objects.count()}")
        desk.get(url("list"))
        with CaptureQueriesContext(connection) as seen:
            assert text(desk.get(url("list"))).count('class="title"') == wanted
        counts.append(len(seen))
    assert counts[0] == counts[1] <= QUERIES


def test_the_first_page_tells_what_waits_and_never_ones_own(units: Units, make_staff: MakeStaff) -> None:
    author, second = make_staff("approver"), make_staff("approver")
    Contest.objects.filter(pk=made(units, author).pk).update(state=State.CHECKED)
    assert [one.count for one in desk_tasks(author)] == [0, 0]
    assert [one.count for one in desk_tasks(second)] == [1, 0]
    Contest.objects.update(state=State.APPROVED)
    assert [one.count for one in desk_tasks(author)] == [0, 1]
    assert desk_tasks(make_staff("editor")) == []


def test_steps_are_taken_at_the_desk(units: Units, make_staff: MakeStaff) -> None:
    author, second = make_staff("editor"), make_staff("approver")
    contest = made(units, author)
    desk = at_desk(author)
    page = text(desk.get(url("contest", contest.pk)))
    assert "ngân hàng còn thiếu 20 câu" in page
    assert "ngân hàng còn thiếu 20 câu" in text(desk.post(url("step", contest.pk, "check")), 422)
    fill_bank(units["ward-a"], 20)
    Contest.objects.update(help_contact="Cô Lan", eligibility={})
    assert "Giải tập thể cần danh sách đơn vị" in text(desk.post(url("step", contest.pk, "check")), 422)
    Prize.objects.exclude(kind=PrizeKind.PERSON).delete()
    assert desk.post(url("step", contest.pk, "check")).status_code == 302
    assert text(desk.post(url("step", contest.pk, "approve")), 422)
    other = at_desk(second)
    assert other.post(url("step", contest.pk, "approve")).status_code == 302
    assert text(other.post(url("step", contest.pk, "give_back"), {"reason": ""}), 422)
    assert desk.get(url("step", contest.pk, "vanish")).status_code == 404
    take_step(contest=contest, act=Act.PUBLISH, by=second, at=NOW)
    contest.refresh_from_db()
    assert contest.state == State.PUBLISHED
