"""Officers answer a question: triage, draft, a second and a third person, publishing; everybody reads it then."""

import re

import pytest

from .conftest import Open
from .looking import assert_no_barrier
from .server import Server
from .watching import Watch

EDITOR, APPROVER, HEAD = "Biên tập viên", "Người duyệt", "Lãnh đạo đơn vị"
ADMINISTRATOR, ADVISER = "Quản trị viên", "Tư vấn viên pháp luật"
LIST = "/quan-tri/hoi-dap/"
PHONE_NUMBER = "0912345678"
ARRANGE = """
import json
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from luatgandan.features.qa import services
from luatgandan.features.qa.enums import Channel
from luatgandan.features.qa.models import Question
from luatgandan.features.qa.rules import Caller
from luatgandan.foundation.accounts.models import Person

now, day = timezone.now(), timezone.localdate()
editor, approver = (Person.objects.get(username=f"demo-{name}") for name in ("editor", "approver"))
unit = editor.role_assignments.get(role="editor").organisation

def sent(title):
    asked = services.Asked(title=title, text=f"{title} Gọi tôi số 0912345678.", organisation=unit, name="Trần Văn Tèo")
    return services.take_in_question(asked=asked, channel=Channel.COUNTER, organisation=unit, by=editor, at=now)

made = {name: sent(title).pk for name, title in {
    "journey": "Chó nhà bên cắn gà nhà tôi, tôi đòi tiền được không?",
    "sent": "Mượn đất của chú ruột có cần giấy không?",
    "signed": "Cây nhà hàng xóm đổ sang nhà tôi thì ai đền?",
}.items()}
signed = Question.objects.get(pk=made["signed"])
by, second = Caller(person=editor), Caller(person=approver)
services.accept_question(question=signed, by=by, at=now)
written = services.Written(short="Chủ cây đền.", explanation="Vì cây của họ.", day_of_law=day, steps=["Chụp ảnh lại."])
services.save_draft(question=signed, written=written, seen=0, by=by, at=now)
services.hand_in(question=signed, seen=1, by=by, at=now)
services.check_answer(question=signed, seen=1, by=second, at=now)
paper = SimpleUploadedFile("don.txt", "Tôi gọi 0912345678.".encode())
made["paper"] = services.attach_file(question=signed, upload=paper, by=by, at=now).pk
services.sign_answer(question=signed, seen=1, by=second, at=now)
print(json.dumps(made))
"""
SCREENS = {
    "queues": (EDITOR, LIST),
    "a queue that is empty": (EDITOR, f"{LIST}?hang=qua-han"),
    "question": (EDITOR, f"{LIST}{{signed}}/"),
    "transfer": (EDITOR, f"{LIST}{{sent}}/viec/transfer/"),
    "redirect": (EDITOR, f"{LIST}{{sent}}/viec/redirect/?mau=crime"),
    "duplicate": (EDITOR, f"{LIST}{{sent}}/viec/mark_duplicate/"),
    "editor": (EDITOR, f"{LIST}{{sent}}/tra-loi/"),
    "publishing": (APPROVER, f"{LIST}{{signed}}/dang/"),
    "people who come in": (EDITOR, f"{LIST}ghi-ho/"),
    "public copy of a file": (APPROVER, f"{LIST}{{signed}}/tep/{{paper}}/cong-khai/"),
    "slip": (EDITOR, f"{LIST}{{sent}}/phieu/"),
    "ready-made answers": (EDITOR, "/quan-tri/hoi-dap-soan-san/"),
    "a ready-made answer": (EDITOR, "/quan-tri/hoi-dap-soan-san/moi/"),
    "limits": (ADMINISTRATOR, "/quan-tri/hoi-dap-thoi-han/"),
    "advisers": (ADVISER, "/quan-tri/hoi-dap-tu-van/"),
}


@pytest.fixture(scope="module")
def made(server: Server) -> dict[str, int]:
    """Primary keys of questions of the editor's unit."""
    return dict(server.ask(ARRANGE))


@pytest.mark.parametrize("screen", SCREENS)
def test_the_screens_meet_no_barrier(signed_in: Open, made: dict[str, int], screen: str) -> None:
    role, path = SCREENS[screen]
    assert_no_barrier(signed_in(role, path.format(**made)))


def test_three_people_answer_and_everybody_reads(
    signed_in: Open, made: dict[str, int], open_page: Open, watch: Watch
) -> None:
    watch.allowed.append("422")
    here = f"{LIST}{made['journey']}/"
    desk = signed_in(EDITOR, LIST)
    desk.get_by_role("link", name="Chó nhà bên cắn gà").click()
    desk.get_by_role("link", name="Tiếp nhận", exact=True).click()
    desk.get_by_role("button", name="Tiếp nhận", exact=True).click()
    desk.get_by_role("link", name="Soạn trả lời", exact=True).click()
    desk.locator("[name=short]").fill("Chủ chó phải bồi thường số gà bị cắn.")
    desk.locator("[name=explanation]").fill("Hai nhà nói chuyện trước; không xong thì nhờ tổ hòa giải.")
    desk.locator("[name=steps]").fill("Chụp ảnh gà bị cắn.\nNói chuyện với chủ chó.")
    desk.get_by_role("button", name="Lưu bản mới").click()
    desk.get_by_role("link", name="Đưa kiểm tra", exact=True).click()
    desk.get_by_role("button", name="Đưa kiểm tra", exact=True).click()
    assert desk.get_by_role("link", name="Kiểm tra đạt").count() == 0

    second = signed_in(APPROVER, here)
    second.get_by_role("link", name="Kiểm tra đạt", exact=True).click()
    assert "Chủ chó phải bồi thường" in second.locator("main, .content").first.inner_text()
    second.get_by_role("button", name="Kiểm tra đạt", exact=True).click()

    third = signed_in(HEAD, here)
    third.get_by_role("link", name="Ký trả lời", exact=True).click()
    third.get_by_role("button", name="Ký trả lời", exact=True).click()
    third.get_by_role("link", name="Đăng công khai", exact=True).click()
    third.locator("mark").first.wait_for()
    assert PHONE_NUMBER in third.locator("mark").all_inner_texts()
    third.get_by_role("button", name="Đăng công khai", exact=True).click()
    assert "Còn chỗ được đánh dấu ẩn" in third.locator("[role=alert]").inner_text()
    third.get_by_role("button", name="Ẩn các chỗ đã đánh dấu").click()
    third.locator("[name=is_confirmed]").check()
    third.get_by_role("button", name="Đăng công khai", exact=True).click()
    address = third.get_by_role("link", name="Xem trang công khai").get_attribute("href")

    page = open_page(address)
    words = page.locator("main").inner_text()
    assert re.search("Chủ chó phải bồi thường số gà", words)
    assert PHONE_NUMBER not in words
    assert "Trần Văn Tèo" not in words
