"""Officers make a contest from a template, a second person approves and publishes it, and it opens by the clock."""

import re
from datetime import date, timedelta

import pytest
from pypdfium2 import PdfDocument

from .conftest import Open
from .looking import assert_no_barrier
from .server import Server

EDITOR, APPROVER = "Biên tập viên", "Người duyệt"
LIST = "/quan-tri/cuoc-thi/"
TITLE = "Cần Thơ hiểu luật giao thông"
ARRANGE = """
import json
from datetime import timedelta
from django.utils import timezone
from luatgandan.features.contests.rules.templates import TEMPLATES
from luatgandan.features.contests.services.contests import create_contest
from luatgandan.features.contests.services.rosters import plan_roster, import_roster
from luatgandan.features.contests.importing.rosters import RosterRow
from luatgandan.features.contests.services.units import UnitRow, add_units
from luatgandan.foundation.accounts.models import Person

now, editor = timezone.now(), Person.objects.get(username="demo-editor")
unit = editor.role_assignments.get(role="editor").organisation
contest = create_contest(
    organisation=unit, template=TEMPLATES["hoc-sinh"], title="Ví dụ minh họa: em yêu luật",
    opens_on=timezone.localdate() + timedelta(days=9), by=editor, at=now)
add_units(contest=contest, rows=[UnitRow(name=f"Lớp 10A{n}, Trường ví dụ") for n in range(1, 4)], by=editor, at=now)
contest.eligibility = {}
rows = [
    RosterRow(number=n, name=f"Người ví dụ {n}", class_name="10A1", unit="Lớp 10A1, Trường ví dụ")
    for n in range(2, 42)]
plan = plan_roster(contest=contest, rows=rows, opens_on=timezone.localdate())
handed = import_roster(contest=contest, plan=plan, by=editor, at=now)
print(json.dumps({"pk": contest.pk, "code": handed[0].entrant.code, "unit": contest.units.first().pk}))
"""
OPEN_NOW = """
import json
from datetime import timedelta
from django.utils import timezone
from luatgandan.features.contests import tasks
from luatgandan.features.contests.models import Round
rounds = Round.objects.filter(contest__title="Cần Thơ hiểu luật giao thông", number=1)
rounds.update(starts_at=timezone.now() - timedelta(minutes=1))
tasks.keep_rounds.call()
print(json.dumps(rounds.get().phase))
"""
CANCEL = """
import json
from luatgandan.features.contests.models import Contest
print(json.dumps(Contest.objects.filter(title="Cần Thơ hiểu luật giao thông").update(state="cancelled")))
"""  # other journeys practise these questions
SCREENS = {
    "list": LIST,
    "an empty list": f"{LIST}?buoc=cancelled",
    "new": f"{LIST}moi/",
    "contest": f"{LIST}{{pk}}/",
    "words": f"{LIST}{{pk}}/loi/",
    "conditions": f"{LIST}{{pk}}/dieu-kien/",
    "round": f"{LIST}{{pk}}/vong/1/",
    "prizes": f"{LIST}{{pk}}/giai/",
    "papers": f"{LIST}{{pk}}/van-ban/",
    "units": f"{LIST}{{pk}}/don-vi/",
    "one unit": f"{LIST}{{pk}}/don-vi/{{unit}}/",
    "sheet of codes": f"{LIST}{{pk}}/don-vi/phieu/",
    "entrants": f"{LIST}{{pk}}/nguoi/",
    "one entrant": f"{LIST}{{pk}}/nguoi/{{code}}/",
    "roster": f"{LIST}{{pk}}/nguoi/nhap/",
    "rehearsal": f"{LIST}{{pk}}/thi-thu/",
    "log": f"{LIST}{{pk}}/nhat-ky/",
    "step": f"{LIST}{{pk}}/viec/check/",
}


@pytest.fixture(scope="module")
def made(server: Server) -> dict[str, object]:
    """A contest with units and a roster, as a draft."""
    return dict(server.ask(ARRANGE))


@pytest.mark.parametrize("screen", SCREENS)
def test_the_screens_meet_no_barrier(signed_in: Open, made: dict[str, object], screen: str) -> None:
    assert_no_barrier(signed_in(EDITOR, SCREENS[screen].format(**made)))


def test_every_slip_is_on_the_paper_that_is_printed(signed_in: Open, made: dict[str, object]) -> None:
    """The desk scrolls inside its window: on paper that must not end after the first screen."""
    desk = signed_in(EDITOR, SCREENS["entrants"].format(**made))
    desk.get_by_text("Cấp lại mã riêng cho những người đang lọc").click()
    desk.get_by_role("button", name="Cấp lại và hiện để in").click()
    codes = desk.locator(".contest-letters").all_inner_texts()
    paper = PdfDocument(desk.pdf(format="A4"))
    printed = "".join("".join(page.get_textpage().get_text_range() for page in paper).split())
    assert len(codes) == 40
    assert [code for code in codes if code not in printed] == []
    assert len(paper) <= 5


def test_from_a_template_to_the_opening_by_two_persons(signed_in: Open, open_page: Open, server: Server) -> None:
    desk = signed_in(EDITOR, LIST)
    desk.get_by_role("link", name="Tạo cuộc thi").click()
    desk.fill("[name=title]", TITLE)
    desk.check("[name=template][value=nhieu-tuan]")
    desk.fill("[name=opens_on]", f"{date.today() + timedelta(days=3):%Y-%m-%d}")
    desk.get_by_role("button", name="Tạo bản nháp").click()
    desk.get_by_text("Chưa ghi nơi giúp người dự thi.").wait_for()
    here = desk.url
    desk.get_by_role("link", name="Sửa lời giới thiệu").click()
    desk.fill("[name=help_contact]", "Phòng Tư pháp ví dụ, giờ hành chính")
    desk.get_by_role("button", name="Lưu").click()
    desk.get_by_role("link", name=re.compile("Sửa vòng.*Vòng 1")).click()
    desk.fill("[name=ends_time]", "19:00")
    desk.fill("[name=count_0]", "12")
    desk.get_by_role("button", name="Đếm lại, chưa lưu").click()
    desk.get_by_text("Đề có 12 câu.").wait_for()
    desk.get_by_role("button", name="Lưu", exact=True).click()
    desk.get_by_text("Giải tập thể cần danh sách đơn vị").wait_for()
    desk.goto(f"{here}don-vi/")
    desk.fill("[name=names]", "Trường THCS Ví dụ")
    desk.get_by_role("button", name="Thêm các đơn vị này").click()
    desk.get_by_role("link", name="Trường THCS Ví dụ").click()
    desk.fill("[name=headcount]", "400")  # one prize is for the share of a unit's people
    desk.get_by_role("button", name="Lưu", exact=True).click()
    desk.wait_for_url(f"{here}don-vi/")
    desk.goto(here)
    desk.get_by_role("link", name="Trình duyệt", exact=True).click()
    desk.get_by_role("button", name="Trình duyệt", exact=True).click()
    desk.get_by_text("Đã làm: Trình duyệt.").wait_for()
    assert desk.get_by_role("link", name="Duyệt", exact=True).count() == 0

    second = signed_in(APPROVER, "/quan-tri/")
    second.get_by_role("link", name=re.compile("Cuộc thi chờ duyệt")).click()
    second.get_by_role("link", name=TITLE).click()
    for act in ("Duyệt", "Công bố"):
        second.get_by_role("link", name=act, exact=True).click()
        if act == "Công bố":  # the questions are those that everybody practises
            second.get_by_text("đang cho mọi người ôn tập kèm đáp án").first.wait_for()
            second.check("[name=knows]")
        second.get_by_role("button", name=act, exact=True).click()
        second.get_by_text(f"Đã làm: {act}.").wait_for()

    citizen = open_page("/cuoc-thi/")
    citizen.get_by_role("link", name=TITLE).click()
    citizen.get_by_text("Vòng 1 chưa mở").wait_for()
    assert server.ask(OPEN_NOW) == "sealed"
    citizen.reload()
    citizen.get_by_text("Vòng 1 đang mở").wait_for()
    desk.goto(here)
    assert desk.get_by_role("link", name=re.compile("Sửa vòng.*Vòng 1")).count() == 0
    desk.get_by_text("Mã niêm phong:").wait_for()
    assert server.ask(CANCEL) == 1
