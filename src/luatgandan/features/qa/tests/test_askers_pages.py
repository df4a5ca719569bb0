"""The form, the code, and the asker's own page."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from luatgandan.backends.messages.fake import outbox
from luatgandan.foundation.accounts.models import Person

from .. import services
from ..enums import Act, State, Visibility
from ..models import Attachment, Question, Rating
from ..rules import Caller, token_of
from .conftest import NOW, Units
from .paths import Way

ASK = "/hoi-dap/gui/"


@pytest.fixture(autouse=True)
def fake_messages(settings: Any) -> None:
    fake = {"BACKEND": "luatgandan.backends.messages.fake.FakeMessages"}
    settings.MESSAGES = {"email": fake, "sms": fake}
    outbox.clear()


@pytest.fixture
def way(asker: Caller, officer: Caller, checker: Caller) -> Way:
    return Way(asker=asker, officer=officer, checker=checker)


def typed(client: Client, **values: str) -> dict[str, str]:
    """The form as a browser sends it."""
    page = client.get(ASK).content.decode()
    found = re.search(r'name="form_key" value="([\w-]{22})"', page)
    assert found
    return {
        "title": "", "text": "Con tôi chạy xe không gương.", "field": "khac", "audience": "citizen",
        "visibility": "anonymised", "contact": "0912 345 678", "form_key": found[1], **values,
    }  # fmt: skip


def code() -> str:
    return outbox[-1].text.split()[0]


def send(client: Client, **values: str) -> Question:
    data = typed(client, **values)
    assert client.post(ASK, data).status_code == 200
    answer = client.post(ASK, {**data, "told": "1", "code": code()})
    assert answer.status_code == 302, answer.content.decode()
    return Question.objects.latest("pk")


def test_somebody_without_an_account_asks_with_a_code(client: Client, units: Units) -> None:
    question = send(client, visibility="private", name="Lâm Thị Hoa")

    assert (question.title, question.visibility) == ("Con tôi chạy xe không gương.", Visibility.PRIVATE)
    sent = client.get(reverse("qa:sent", args=[token_of(question)]))
    assert question.code in sent.content.decode()
    assert sent["Cache-Control"] == "private, no-store"
    assert sent["Referrer-Policy"] == "same-origin"


def test_wrong_code_loses_no_word(client: Client, units: Units) -> None:
    data = typed(client, text="Chuyện dài của tôi.", title="Hỏi?", visibility="public")
    client.post(ASK, data)
    answer = client.post(ASK, {**data, "told": "1", "code": "x"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mã không đúng" in page
    for kept in ("Chuyện dài của tôi.", 'value="Hỏi?"', data["form_key"], "0912 345 678", 'name="code"'):
        assert kept in page
    assert not Question.objects.exists()


@pytest.mark.parametrize("is_known", [True, False], ids=["signed in", "with a proof"])
def test_what_is_refused_at_the_last_step_can_be_sent_again(
    client: Client, units: Units, asker: Caller, is_known: bool
) -> None:
    if is_known:
        client.force_login(asker.person)
    proof = services.confirm_contact(contact="+84912345678", code=sent_code(), at=timezone.now())
    data = typed(client, told="1", proof="" if is_known else proof)

    page = client.post(ASK, {**data, "text": ""}).content.decode()
    form = page[page.index("<keep-draft") :]
    assert form.count('type="submit"') == 1
    assert 'name="code"' not in form
    assert client.post(ASK, data).status_code == 302


def test_a_proof_that_is_too_old_gives_way_to_another_code(client: Client, units: Units) -> None:
    answer = client.post(ASK, {**typed(client), "told": "1", "proof": "old"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="code"' in page
    assert 'name="again"' in page
    assert 'value="old"' not in page


def sent_code() -> str:
    services.send_contact_code(contact="+84912345678", address="192.0.2.1", at=timezone.now())
    return code()


def test_two_presses_are_one_question(client: Client, units: Units) -> None:
    data = typed(client)
    client.post(ASK, data)
    last = {**data, "told": "1", "code": code()}
    places = [client.post(ASK, last).headers["Location"] for _press in range(2)]

    assert Question.objects.count() == 1
    assert places[0] == places[1] == reverse("qa:sent", args=[token_of(Question.objects.get())])


def test_a_key_of_somebody_else_leads_nowhere(client: Client, units: Units) -> None:
    Question.objects.create(
        code="HD-2222-2222", form_key="starter:xe", title="x", text="x", visibility="public", audience="citizen",
        organisation=units["ward-a"], sent_at=NOW, changed_at=NOW,
    )  # fmt: skip
    data = typed(client, form_key="starter:xe", told="1", code="1")
    assert client.post(ASK, data).status_code == 422


def test_signed_in_nobody_needs_a_code(client: Client, units: Units, asker: Caller) -> None:
    client.force_login(asker.person)
    data = typed(client)
    answer = client.post(ASK, {**data, "told": "1"})

    assert answer.status_code == 302
    assert Question.objects.get().asker == asker.person
    assert outbox == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("text", "  ", "Hãy viết điều bạn muốn hỏi."),
        ("text", "á" * 50_000, "dài hơn 10.000 ký tự"),
        ("contact", "0123", "Số di động có 10 chữ số"),
        ("place", "Xã Không Có Thật", "Chưa tìm thấy xã, phường"),
    ],
)
def test_what_is_wrong_is_said_and_kept(client: Client, units: Units, name: str, value: str, told: str) -> None:
    answer = client.post(ASK, {**typed(client), name: value})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert value.strip() in answer.content.decode()
    assert outbox == []


def test_a_script_is_only_words(client: Client, units: Units) -> None:
    question = send(client, text="<script>alert(1)</script> & <b>")
    page = client.get(reverse("qa:own", args=[token_of(question)])).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_robot_is_thanked_and_forgotten(client: Client, units: Units) -> None:
    assert client.post(ASK, {**typed(client), "website": "http://x"}).headers["Location"] == reverse("qa:board")
    assert not Question.objects.exists()
    assert outbox == []


def test_words_from_the_assistant_stand_in_the_form(client: Client, units: Units) -> None:
    address = services.take_question("Tôi bị trừ lương thì làm sao?")
    assert "lương" not in address
    assert "Tôi bị trừ lương thì làm sao?" in client.get(address).content.decode()
    assert client.get(f"{ASK}?mang-theo=khong-co").status_code == 200


def test_code_tells_state_and_day_and_no_word(client: Client, question: Question) -> None:
    page = client.get("/hoi-dap/theo-doi/", {"ma": question.code.lower()}).content.decode()
    assert "Đã gửi, chờ tiếp nhận" in page
    assert f"{question.due_on:%d/%m/%Y}" in page
    assert question.title not in page
    for wrong in ("HD-2222-2222", "'; --", "x" * 300):
        assert client.get("/hoi-dap/theo-doi/", {"ma": wrong}).status_code == 422


def test_guessing_codes_comes_to_an_end(client: Client, question: Question) -> None:
    answers = [client.get("/hoi-dap/theo-doi/", {"ma": question.code}).content.decode() for _try in range(31)]
    assert "Đã gửi" in answers[29]
    assert "Hãy đợi 10 phút" in answers[30]
    assert "Đã gửi, chờ" not in answers[30]


def test_only_the_link_opens_the_askers_page(client: Client, question: Question) -> None:
    token = token_of(question)
    assert question.text in client.get(reverse("qa:own", args=[token])).content.decode()
    for wrong in (token[:-1], token[:-1] + "g", question.code.lower(), "x"):
        assert client.get(reverse("qa:own", args=[wrong])).status_code == 404
    assert client.post(reverse("qa:do", args=[token[:-1], "say"]), {"text": "x"}).status_code == 404


def test_asker_follows_the_whole_way(client: Client, question: Question, way: Way) -> None:
    token = token_of(question)
    here = reverse("qa:own", args=[token])
    way.to(State.NEEDS_INFO, question)
    page = client.get(here).content.decode()
    assert "Xe gì?" in page
    assert "đồng hồ đang dừng" in page
    client.post(reverse("qa:do", args=[token, "give_more"]), {"text": "Xe Wave."})
    page = client.get(here).content.decode()
    assert "Xe Wave." in page
    assert "Vì sao hẹn ngày này" in page
    assert "Người hỏi đã rút" in client.post(
        reverse("qa:do", args=[token, "withdraw"]), follow=True
    ).content.decode()  # fmt: skip


def test_asker_reads_rates_and_asks_again(client: Client, question: Question, way: Way) -> None:
    token = token_of(question)
    way.to(State.ANSWERED, question)
    page = client.get(reverse("qa:own", args=[token])).content.decode()
    assert "Phạt tiền theo nghị định." in page
    client.post(reverse("qa:do", args=[token, "rate"]), {"score": "4", "words": "Rõ."})
    assert Rating.objects.get().score == 4
    refused = client.post(reverse("qa:do", args=[token, "rate"]), {"score": "9"})
    assert (refused.status_code, "Hãy chọn một mức." in refused.content.decode()) == (422, True)
    client.post(reverse("qa:do", args=[token, "reopen"]), {"text": "Chưa rõ mức phạt."})
    question.refresh_from_db()
    assert question.state == State.ANSWERING


@pytest.mark.parametrize("act", [str(act) for act in Act] + ["files", "no"])
def test_no_act_of_officers_stands_at_the_askers_address(client: Client, question: Question, act: str) -> None:
    before = question.state
    asker_acts = {"give_more", "say", "withdraw", "reopen", "complain", "rate"}
    answer = client.post(reverse("qa:do", args=[token_of(question), act]), {"text": "x", "score": "3"})
    question.refresh_from_db()
    assert answer.status_code == (404 if act not in asker_acts else answer.status_code)
    assert question.state in ({State.WITHDRAWN} if act == "withdraw" else {before})


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "#0b5d52").save(content, "JPEG")
    return SimpleUploadedFile("giay-to.jpg", content.getvalue())


def test_files_are_kept_and_others_refused_in_words(client: Client, question: Question) -> None:
    token = token_of(question)
    program = SimpleUploadedFile("giay.pdf", b"MZ" + b"\x00" * 100)
    answer = client.post(reverse("qa:add_files", args=[token]), {"files": [picture(), program]})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "giay.pdf: Đây là tệp chương trình" in page
    kept = Attachment.objects.get()
    assert kept.name in page
    download = client.get(reverse("qa:file", args=[token, kept.pk]))
    assert download["Content-Disposition"].startswith("attachment")
    assert download.content.startswith(b"\xff\xd8\xff")
    stranger = services.send_question(
        asked=services.Asked(title="Khác", text="Khác", organisation=question.organisation),
        by=Caller(person=Person.objects.create_user("other", "other@example.invalid", "x")), at=NOW,
    )  # fmt: skip
    assert client.get(reverse("qa:file", args=[token_of(stranger), kept.pk])).status_code == 404


def test_twenty_files_are_too_many(client: Client, question: Question) -> None:
    files = [SimpleUploadedFile(f"{number}.txt", f"Giấy {number}".encode()) for number in range(20)]
    answer = client.post(reverse("qa:add_files", args=[token_of(question)]), {"files": files})
    assert "nhiều nhất 5 tệp" in answer.content.decode()
    assert Attachment.objects.count() == 5


def test_promises_of_units_are_public(client: Client, question: Question, way: Way) -> None:
    assert "Chưa có câu hỏi nào tới hẹn" in client.get(reverse("qa:promises")).content.decode()
    way.to(State.ANSWERED, question)
    page = client.get(reverse("qa:promises")).content.decode()
    assert question.organisation.name in page
    assert re.search(r'<td class="number">1</td>\s*<td class="number">0</td>', page)
    assert "<strong>100%</strong>" in page
