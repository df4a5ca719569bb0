"""The officers' desk: queues and acts; strangers and officers of other units are refused."""

import pytest
from django.test import Client
from django.urls import reverse

from .. import services
from ..enums import Act, State
from ..models import Move, Question, Route
from ..queries.queues import desk_tasks
from ..rules import Caller
from ..viewsets.questions import OWN_SCREENS, WAYS
from .browser import at_desk, text, url
from .conftest import NOW, MakeStaff, Units
from .paths import Way


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


@pytest.mark.parametrize("who", ["nobody", "asker", "other unit"])
def test_strangers_and_officers_of_other_units_are_refused(
    question: Question, asker: Caller, make_staff: MakeStaff, who: str
) -> None:
    client = {"nobody": Client, "asker": lambda: at_desk(asker), "other unit": lambda: at_desk(
        make_staff("editor", "ward-b"))}[who]()  # fmt: skip
    for address in (url("question", question), url("act", question, "accept"), url("write", question),
                    url("publish", question)):  # fmt: skip
        for answered in (client.get(address), client.post(address, {})):
            assert answered.status_code == 302 or answered.status_code == 403
            assert question.text not in text(answered)
            assert answered.status_code == 403 or reverse("qa_desk:list") != answered["Location"]
    question.refresh_from_db()
    assert question.state == State.SENT
    assert question.title not in text(client.get(reverse("qa_desk:list")))


def test_an_auditor_reads_and_has_no_button(question: Question, make_staff: MakeStaff) -> None:
    desk = at_desk(make_staff("auditor", "ward-a"))
    page = text(desk.get(url("question", question)))
    assert question.text in page
    assert "không có việc gì phải làm" in page
    assert desk.post(url("act", question, "accept"), {"note": ""}).status_code == 422
    question.refresh_from_db()
    assert question.state == State.SENT


def test_the_queues_show_what_is_in_them(question: Question, officer: Caller, checker: Caller) -> None:
    desk, list_url = at_desk(officer), reverse("qa_desk:list")
    assert question.title in text(desk.get(list_url, {"hang": "moi"}))
    assert question.title not in text(desk.get(list_url, {"hang": "cua-toi"}))
    services.accept_question(question=question, by=officer, at=NOW)
    assert question.title not in text(desk.get(list_url, {"hang": "moi"}))
    assert question.title in text(desk.get(list_url, {"hang": "cua-toi"}))
    assert question.title not in text(at_desk(checker).get(list_url, {"hang": "cua-toi"}))
    assert question.title not in text(desk.get(list_url, {"hang": "chua-ai-nhan"}))
    services.ask_for_more(question=question, text="Xe gì?", by=officer, at=NOW)
    assert question.title in text(desk.get(list_url, {"hang": "cho-nguoi-hoi"}))


def test_late_and_orphaned_questions_have_their_queues(question: Question, officer: Caller) -> None:
    desk, list_url = at_desk(officer), reverse("qa_desk:list")
    assert question.title not in text(desk.get(list_url, {"hang": "qua-han"}))
    Question.objects.filter(pk=question.pk).update(due_on="2020-01-02")
    page = text(desk.get(list_url, {"hang": "qua-han"}))
    assert question.title in page
    assert "quá hạn" in page
    Move.objects.create(question=question, act=Act.ORPHAN, at=NOW, from_state=State.SENT, to_state=State.SENT,
                        organisation=question.organisation)  # fmt: skip
    assert question.title in text(desk.get(list_url, {"hang": "chua-ai-nhan"}))


def test_filters_narrow_the_queue(question: Question, officer: Caller) -> None:
    desk, list_url = at_desk(officer), reverse("qa_desk:list")
    for given in ({"q": "gương"}, {"q": question.code.lower()}, {"buoc": "sent"}, {"linh_vuc": "khac"},
                  {"don_vi": "ward-a"}):  # fmt: skip
        assert question.title in text(desk.get(list_url, given)), given
    for given in ({"q": "ly hôn"}, {"q": "HD-2222-2222"}, {"buoc": "answered"}, {"linh_vuc": "giao-thong"}):
        assert question.title not in text(desk.get(list_url, given)), given


def test_the_first_page_tells_only_what_one_may_do(question: Question, way: Way, make_staff: MakeStaff) -> None:
    writer, second = make_staff("approver"), make_staff("approver")
    way.officer = writer
    way.to(State.CHECKING, question)
    counts = {who: {str(one.url).split("=")[1]: one.count for one in desk_tasks(caller.person)}
              for who, caller in {"writer": writer, "second": second, "editor": make_staff("editor"),
                                  "auditor": make_staff("auditor")}.items()}  # fmt: skip
    none = {"qua-han": 0, "moi": 0}
    assert counts == {
        "writer": {**none, "kiem-tra": 0, "cho-ky": 0}, "second": {**none, "kiem-tra": 1, "cho-ky": 0},
        "editor": none, "auditor": {},
    }  # fmt: skip


def test_every_act_of_an_officer_has_a_screen() -> None:
    of_askers = {Act.SEND, Act.GIVE_MORE, Act.WITHDRAW, Act.REOPEN, Act.COMPLAIN, Act.RATE}
    assert {*WAYS, *OWN_SCREENS} == set(Act) - of_askers - {Act.ORPHAN, Act.REMIND, Act.ESCALATE}


def test_a_refused_act_keeps_its_form_and_says_why(question: Question, officer: Caller) -> None:
    desk, address = at_desk(officer), url("act", question, "sort")
    services.refuse_question(question=question, refusal="improper", note="Thư từ chối.", by=officer, at=NOW)
    answered = desk.post(address, {"field": "giao-thong", "category": "complex"})
    assert answered.status_code == 422
    assert "Câu hỏi đang ở bước" in text(answered)
    assert '<option value="giao-thong" selected>' in text(answered)
    assert desk.get(url("act", question, "rate")).status_code == 404


@pytest.mark.parametrize(
    ("act", "values", "state"),
    [
        ("accept", {"note": "Chào bà con."}, State.ACCEPTED),
        ("sort", {"field": "giao-thong", "category": "complex"}, State.SENT),
        ("refuse", {"refusal": "out_of_scope", "note": "Ngoài phạm vi."}, State.REFUSED),
        ("redirect", {"redirect": "crime", "note": "Gọi 113."}, State.REDIRECTED),
    ],
)
def test_an_act_is_done_by_its_form(
    question: Question, officer: Caller, act: str, values: dict[str, str], state: State
) -> None:
    answered = at_desk(officer).post(url("act", question, act), values)
    assert answered.status_code == 302
    question.refresh_from_db()
    assert question.state == state
    assert question.moves.order_by("pk").last().act == act


def test_a_transferred_question_leaves_the_desk_of_the_first_unit(
    question: Question, units: Units, officer: Caller
) -> None:
    Route.objects.create(field="khac", organisation=units["ward-b"])
    desk, address = at_desk(officer), url("act", question, "transfer")
    assert "lĩnh vực và nơi này thuộc: Phường ward-b" in text(desk.get(address))
    done = desk.post(address, {"to": units["ward-b"].pk, "reason": "Thuộc phường bạn.", "note": ""})
    assert done["Location"] == reverse("qa_desk:list")
    assert desk.get(url("question", question)).status_code == 302
    question.refresh_from_db()
    assert question.organisation == units["ward-b"]


def test_a_letter_is_offered_for_each_kind_of_redirect(question: Question, officer: Caller) -> None:
    page = text(at_desk(officer).get(url("act", question, "redirect"), {"mau": "denunciation"}))
    assert '<option value="denunciation" selected>' in page
    assert "Nội dung bạn gửi là tố cáo" in page


def test_a_duplicate_is_named_by_its_code(question: Question, asker: Caller, officer: Caller) -> None:
    again = services.send_question(
        asked=services.Asked(title=question.title, text=question.text, organisation=question.organisation),
        by=asker, at=NOW,
    )  # fmt: skip
    desk, address = at_desk(officer), url("act", again, "mark_duplicate")
    assert question.code in text(desk.get(address))
    assert "Không có câu hỏi nào mang mã này" in text(desk.post(address, {"of": "HD-2222-2222"}))
    desk.post(address, {"of": question.code.lower().replace("-", " ")})
    again.refresh_from_db()
    assert (again.state, again.duplicate_of) == (State.DUPLICATE, question)
