"""A hall: one question on the big screen, a phone with script and one without, an operator with the space bar."""

from typing import Any

import pytest

from .conftest import DESK, PHONE, Open
from .looking import MEASURED_OVERFLOW, axe_findings
from .server import Server
from .watching import Watch

EDITOR = "Biên tập viên"
MAKE = """
import json
from django.utils import timezone
from luatgandan.features.contests.queries.live import usable_items
from luatgandan.features.contests.services.live import add_questions, make_stage
from luatgandan.features.contests.tests.staging import fill_for_hall, screen_of
from luatgandan.foundation.accounts.models import Person
now, editor = timezone.now(), Person.objects.get(username="demo-editor")
unit = editor.role_assignments.get(role="editor").organisation
fill_for_hall(unit)
stage = make_stage(
    organisation=unit, by=editor, at=now, title="Ví dụ minh họa", nicknames="listed", seconds=60, seats=50)
add_questions(stage=stage, items=usable_items(unit, now).filter(code="h-0"), by=editor, at=now)
print(json.dumps({"pk": stage.pk, "code": stage.code, "screen": screen_of(stage)}))
"""
RIGHT = "Người có bằng"
TAGGED = "document.querySelector('h1').dataset.here = 'yes'"
"""A mark on what stands now: it is gone once the part is put in anew."""


@pytest.fixture
def hall(server: Server) -> dict[str, Any]:
    """A stage with one question."""
    return dict(server.ask(MAKE))


def come_in(page: Any, code: str) -> None:
    """By the code on the screen, under the first name that is offered."""
    page.goto("/truc-tiep/")
    page.get_by_label("Mã trên màn hình lớn").fill(code)
    page.get_by_role("button", name="Tiếp tục").click()
    page.locator(".live-names button").first.click()
    page.get_by_role("heading", name="Bạn đã vào phòng").wait_for()


def no_barrier(page: Any) -> None:
    assert axe_findings(page) == []
    assert page.evaluate(MEASURED_OVERFLOW) == []


def test_a_hall_answers_a_question(signed_in: Open, open_page: Open, hall: dict[str, Any], watch: Watch) -> None:
    watch.allowed.append("failed: .*/truc-tiep/")
    screen = open_page(hall["screen"], size=DESK)
    phone, old = open_page(size=PHONE), open_page(size=PHONE, java_script_enabled=False)
    desk = signed_in(EDITOR, f"/quan-tri/thi-hoi-truong/{hall['pk']}/")
    phone.clock.install()
    come_in(phone, hall["code"])
    come_in(old, hall["code"])
    screen.get_by_text("2 người").wait_for()
    no_barrier(screen)

    desk.keyboard.press("Space")
    screen.get_by_role("heading", name="Ai lái đò?").wait_for()
    screen.evaluate(TAGGED)
    hung: list[Any] = []
    phone.route(
        "**/truc-tiep/**", lambda one: one.continue_() if hung or one.request.method != "POST" else hung.append(one)
    )  # a line takes the first answer and is silent
    phone.get_by_role("button", name=RIGHT).click()
    for wait in (8_000, 2_000):
        phone.clock.fast_forward(wait)
    phone.get_by_text("Đã nhận câu trả lời").wait_for()
    old.reload()
    old.get_by_role("button", name="Trẻ em").click()
    assert "Đã nhận câu trả lời" in old.locator("main").inner_text()
    screen.get_by_text("2/2 đã trả lời").wait_for()
    assert screen.locator("h1").get_attribute("data-here") == "yes"  # counts alone changed; a film would play on
    no_barrier(screen)
    no_barrier(phone)

    desk.keyboard.press("Space")
    desk.get_by_text("Hết giờ, chưa công bố đáp án").wait_for()
    phone.get_by_role("heading", name="Hết giờ").wait_for()
    screen.locator(".live-option__count").first.wait_for()
    assert screen.locator(".live-option__right").count() == 0
    desk.keyboard.press("Space")
    desk.get_by_text("Đã công bố đáp án").wait_for()
    phone.get_by_role("heading", name="Đúng: thêm").wait_for()
    screen.locator(".live-option__right").wait_for()
    no_barrier(screen)
    old.reload()
    assert "Chưa đúng" in old.locator("h1").inner_text()

    desk.keyboard.press("Space")
    screen.locator(".live-board").get_by_text("10").first.wait_for()
    no_barrier(screen)
