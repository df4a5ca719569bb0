"""The officers' desk: queues, acts, answers, publishing; strangers and officers of other units are refused."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from luatgandan.features.library.models import Document
from luatgandan.features.library.tests import laws

from .. import services
from ..enums import Act, Channel, State
from ..models import Answer, Move, Question, Route
from ..queries import signed_answer
from ..queries.queues import desk_tasks
from ..rules import Caller
from ..viewsets.questions import OWN_SCREENS, WAYS
from .conftest import NOW, MakeStaff, Units
from .paths import WRITTEN, Way

OWN_QUERIES = 4  # roles, the units below, what waits in each queue and at whom, the rows
FRAME_QUERIES = 11  # who it is, and the frame and menus of Wagtail


def at_desk(caller: Caller) -> Client:
    client = Client()
    client.force_login(caller.person)
    return client


def url(name: str, question: Question, *more: Any) -> str:
    return reverse(f"qa_desk:{name}", args=[question.pk, *more])


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


# --- who may come in --------------------------------------------------------------------------------------------


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


# --- queues -----------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_needs_few_queries(question: Question, units: Units, officer: Caller, rows: int) -> None:
    Question.objects.bulk_create(
        Question(code=f"HD-{number:04}-2222", title=f"Câu {number}", text="…", visibility="public", audience="citizen",
                 organisation=units["ward-a"], sent_at=NOW, changed_at=NOW)
        for number in range(rows - 1)
    )  # fmt: skip
    desk = at_desk(officer)
    desk.get(reverse("qa_desk:list"))
    with CaptureQueriesContext(connection) as asked:
        assert text(desk.get(reverse("qa_desk:list"))).count('class="title"') == rows
    own = [one["sql"] for one in asked if "qa_" in one["sql"] or "organisations_" in one["sql"]]
    assert (len(own), len(asked)) == (OWN_QUERIES, OWN_QUERIES + FRAME_QUERIES)


# --- acts -------------------------------------------------------------------------------------------------------


def test_every_act_of_an_officer_has_a_screen() -> None:
    of_askers = {Act.SEND, Act.GIVE_MORE, Act.WITHDRAW, Act.REOPEN, Act.COMPLAIN, Act.RATE}
    assert {*WAYS, *OWN_SCREENS} == set(Act) - of_askers - {Act.ORPHAN, Act.ESCALATE}


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


# --- answers ----------------------------------------------------------------------------------------------------


def typed(**other: Any) -> dict[str, Any]:
    values = {"seen": 0, "short": "Phạt tiền.", "explanation": "Vì luật.", "steps": "Một\nHai", "office": "Công an xã",
              "day_of_law": "2026-11-16"}  # fmt: skip
    return {**values, **other}


def test_an_answer_is_written_with_what_was_typed(question: Question, officer: Caller) -> None:
    services.accept_question(question=question, by=officer, at=NOW)
    desk = at_desk(officer)
    wrong = desk.post(url("write", question), typed(short=""))
    assert wrong.status_code == 422
    assert "Vì luật." in text(wrong)
    desk.post(url("write", question), typed())
    answer = Answer.objects.get()
    assert (answer.number, answer.steps, answer.office) == (1, ["Một", "Hai"], "Công an xã")
    assert "Một\nHai" in text(desk.get(url("write", question)))


def test_two_officers_at_once_lose_nothing(question: Question, officer: Caller, make_staff: MakeStaff) -> None:
    services.accept_question(question=question, by=officer, at=NOW)
    first, second = at_desk(officer), at_desk(make_staff("editor"))
    first.post(url("write", question), typed(short="Lời của người thứ nhất."))
    told = second.post(url("write", question), typed(short="Lời của người thứ hai."))
    assert told.status_code == 422
    page = text(told)
    assert "Lời của người thứ nhất." in page
    assert "Lời của người thứ hai." in page
    assert 'name="seen" value="1"' in page
    assert {one.short: one.is_beside for one in Answer.objects.all()} == {
        "Lời của người thứ nhất.": False, "Lời của người thứ hai.": True,
    }  # fmt: skip
    assert second.post(url("write", question), typed(seen=1, short="Lời ghép.")).status_code == 302
    assert "soạn cùng lúc, chờ ghép" in text(first.get(url("question", question)))


def test_provisions_are_picked_and_what_was_typed_stays(question: Question, officer: Caller, law: Document) -> None:
    services.accept_question(question=question, by=officer, at=NOW)
    desk, key = at_desk(officer), f"{law.pk}/art_1"
    found = text(desk.post(url("write", question), typed(tim="1", tim_gi=f"Điều 1 {law.number}")))
    assert f'name="chon" value="{key}"' in found
    assert "Vì luật." in found
    chosen = text(desk.post(url("write", question), typed(chon=key)))
    assert f'<input type="hidden" name="a" value="{key}">' in chosen
    assert not Answer.objects.exists()
    gone = text(desk.post(url("write", question), typed(a=key, bo=key)))
    assert f'name="a" value="{key}"' not in gone
    desk.post(url("write", question), typed(a=key))
    assert Answer.objects.get().basis == [{"document": law.pk, "eid": "art_1"}]


@pytest.fixture
def law(db: None) -> Document:
    return laws.stored_law()


def test_nobody_checks_or_signs_their_own_words(question: Question, way: Way, checker: Caller) -> None:
    way.officer = checker  # who may do everything writes it
    way.to(State.CHECKING, question)
    desk = at_desk(checker)
    assert url("act", question, "check") not in text(desk.get(url("question", question)))
    assert "không tự kiểm tra" in text(desk.post(url("act", question, "check"), {"seen": 1, "note": ""}))


def test_from_check_to_sign_by_forms(question: Question, way: Way, checker: Caller) -> None:
    way.to(State.CHECKING, question)
    desk = at_desk(checker)
    assert WRITTEN.short in text(desk.get(url("act", question, "check")))
    stale = desk.post(url("act", question, "check"), {"seen": 0, "note": ""})
    assert "bản trả lời mới hơn" in text(stale)
    desk.post(url("act", question, "check"), {"seen": 1, "note": ""})
    desk.post(url("act", question, "sign"), {"seen": 1, "note": ""})
    question.refresh_from_db()
    assert question.state == State.ANSWERED
    assert signed_answer(question) is not None


# --- publishing -------------------------------------------------------------------------------------------------


def test_personal_data_are_proposed_hidden_and_confirmed(question: Question, way: Way, checker: Caller) -> None:
    Question.objects.filter(pk=question.pk).update(text="Tôi ở thửa đất số 12, gọi 0912345678.")
    way.to(State.ANSWERED, question)
    desk, address = at_desk(checker), url("publish", question)
    first = desk.get(address)
    keys = [one.key for one, _ticked in first.context["proposals"]]
    assert any("0912345678" in key for key in keys)
    assert "<mark>" in text(first)
    words = {name: first.context["form"].initial[name] for name in ("title", "text", "short", "explanation")}
    refused = desk.post(address, {**words, "thay": keys, "an": keys, "is_confirmed": "on", "publish": "1"})
    assert "Còn chỗ được đánh dấu ẩn" in text(refused)
    hidden = desk.post(address, {**words, "thay": keys, "an": keys, "hide": "1"}).context["form"].initial
    assert "0912345678" not in hidden["text"]
    assert "Tôi ở" in hidden["text"]
    unconfirmed = desk.post(address, {**hidden, "publish": "1"})
    assert "Hãy xác nhận đã đọc" in text(unconfirmed)
    assert desk.post(address, {**hidden, "is_confirmed": "on", "publish": "1"}).status_code == 302
    question.refresh_from_db()
    assert question.state == State.PUBLISHED
    assert "0912345678" not in question.publication.text


def test_a_place_may_be_kept_when_its_tick_is_taken_away(question: Question, way: Way, checker: Caller) -> None:
    Question.objects.filter(pk=question.pk).update(text="Gọi tổng đài 0912345678 được không?")
    way.to(State.ANSWERED, question)
    desk, address = at_desk(checker), url("publish", question)
    first = desk.get(address)
    keys = [one.key for one, _ticked in first.context["proposals"]]
    words = {name: first.context["form"].initial[name] for name in ("title", "text", "short", "explanation")}
    assert desk.post(address, {**words, "thay": keys, "is_confirmed": "on", "publish": "1"}).status_code == 302


# --- people who come in, files, routes --------------------------------------------------------------------------


def test_a_question_is_written_down_for_somebody(units: Units, officer: Caller) -> None:
    Route.objects.create(organisation=units["ward-b"])
    desk, address = at_desk(officer), reverse("qa_desk:intake")
    form = desk.get(address).context["form"]
    values = {"form_key": form["form_key"].value(), "unit": units["ward-a"].pk, "channel": "pagoda", "title": "",
              "text": "", "name": "Thạch Sa", "audience": "citizen", "place": "", "field": "khac",
              "visibility": "anonymised"}  # fmt: skip
    assert "Thạch Sa" in text(desk.post(address, values))
    for of_others in ("web", "own"):  # from the asker, and from the portal itself
        desk.post(address, {**values, "text": "Hỏi về giấy khai sinh của cháu.", "channel": of_others})
    assert not Question.objects.exists()
    for _time in range(2):
        done = desk.post(address, {**values, "text": "Hỏi về giấy khai sinh của cháu."}, follow=True)
    question = Question.objects.get()
    assert (question.channel, question.taken_by, question.organisation) == (
        Channel.PAGODA, officer.person, units["ward-b"],
    )  # fmt: skip
    assert question.code in text(done)


def test_a_file_is_read_by_the_unit_alone(question: Question, officer: Caller, make_staff: MakeStaff) -> None:
    one = question.attachments.create(
        name="don.pdf", content=ContentFile(b"%PDF-", "don.pdf"), sha256="0" * 64, size=5, added_at=timezone.now()
    )
    answered = at_desk(officer).get(url("file", question, one.pk))
    assert b"".join(answered.streaming_content) == b"%PDF-"
    assert answered["Content-Disposition"] == 'attachment; filename="don.pdf"'
    assert at_desk(make_staff("editor", "ward-b")).get(url("file", question, one.pk)).status_code == 302


def test_routes_are_edited_by_the_administrator(units: Units, make_staff: MakeStaff, officer: Caller) -> None:
    desk = at_desk(make_staff("administrator", "root"))
    added = desk.post(reverse("qa_routes:add"), {"field": "giao-thong", "place": "", "organisation": units["ward-b"].pk,
                                                 "note": "thử"})  # fmt: skip
    assert added.status_code == 302
    assert Route.objects.get().organisation == units["ward-b"]
    assert at_desk(officer).get(reverse("qa_routes:add")).status_code == 302
