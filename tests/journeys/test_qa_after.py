"""After the answer: its asker says what they think of it, the law behind it changes, two officers write at once."""

from typing import Any

import pytest

from .asking import ask
from .conftest import Open
from .looking import MEASURED_OVERFLOW, axe_findings
from .server import Server
from .watching import Watch

EDITOR, APPROVER = "Biên tập viên", "Người duyệt"
PREPARED = """
import json
from datetime import date, timedelta
from django.utils import timezone
from luatgandan.features.library.models import Document, Review
from luatgandan.features.library.tests.changes import ARTICLES, amend, clause, confirm, make, proposed
from luatgandan.features.qa import services
from luatgandan.features.qa.enums import Channel
from luatgandan.features.qa.models import Publication, Question
from luatgandan.features.qa.rules import Caller
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.modules.services import content_changed

now, day = timezone.now(), timezone.localdate()
editor, approver = (Person.objects.get(username=f"demo-{name}") for name in ("editor", "approver"))
unit = editor.role_assignments.get(role="editor").organisation
by, second = Caller(person=editor), Caller(person=approver)

def asked(title):
    words = services.Asked(title=title, text=title, organisation=unit)
    return services.take_in_question(asked=words, channel=Channel.COUNTER, organisation=unit, by=editor, at=now)

def answered(question, *basis):
    services.accept_question(question=question, by=by, at=now)
    written = services.Written(short="Xe bị tịch thu.", explanation="Nghị định nói vậy.", day_of_law=day, basis=basis)
    services.save_draft(question=question, written=written, seen=0, by=by, at=now)
    services.hand_in(question=question, seen=1, by=by, at=now)
    services.check_answer(question=question, seen=1, by=second, at=now)
    services.sign_answer(question=question, seen=1, by=second, at=now)

def published(title, *basis):
    question = asked(title)
    answered(question, *basis)
    words = services.PublicWords(title=title, short="Xe bị tịch thu.")
    services.publish_answer(question=question, words=words, is_confirmed=True, by=second, at=now)
    return question.publication
"""
SIGNED = PREPARED + 'answered(Question.objects.get(code="%s"))\nprint(json.dumps(True))'
FLAGGED = (
    PREPARED
    + """
law = make("91/2015/NĐ-CP", date(2014, 12, 1), date(2015, 1, 1), *ARTICLES)
titles = {"now": ("Xe máy của tôi bị tịch thu?", "art_2__para_2"), "ahead": ("Tôi bị cảnh cáo?", "art_2__para_3")}
print(json.dumps({name: published(title, (law.pk, eid)).get_absolute_url() for name, (title, eid) in titles.items()}))
"""
)
CHANGED = (
    PREPARED
    + """
law, root = Document.objects.get(number="91/2015/NĐ-CP"), Person.objects.get(username="demo-administrator")
for number, when, eid in (("92/2026/NĐ-CP", day, "art_2__para_2"),
                          ("93/2026/NĐ-CP", day + timedelta(days=20), "art_2__para_3")):
    newer = make(number, day - timedelta(days=30), when)
    confirm(root, *proposed(newer, amend(law, eid, clause(eid[-1], "Không còn như trước."))))
print(json.dumps(True))
"""
)
GRACE_IS_OVER = (
    PREPARED
    + """
late = Review.objects.filter(document__number="91/2015/NĐ-CP", eid="art_2__para_2")
print(late.update(grace_until=day - timedelta(days=1)))
content_changed()
"""
)
DESK_LIST = "/quan-tri/hoi-dap/"


def main(page: Any) -> str:
    """The words of the page."""
    return str(page.locator("main").inner_text())


def open_act(page: Any, name: str) -> Any:
    """The form of one thing the asker may do, unfolded."""
    page.locator(f"#{name} summary").click()
    return page.locator(f"#{name}")


def finish(form: Any) -> None:
    """Send the form; the portal says that it was noted."""
    page = form.page
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    page.get_by_text("Đã ghi nhận.").wait_for()


def test_the_asker_rates_asks_again_and_withdraws(any_page: Any, server: Server, watch: Watch) -> None:
    watch.allowed.append("422")
    page = any_page
    code = ask(page, server, f"sau-{id(any_page)}@example.invalid")
    page.get_by_role("link", name="Xem câu hỏi của tôi").click()
    own = page.url
    server.ask(SIGNED % code)
    page.goto(own)
    assert "Xe bị tịch thu." in main(page)

    rating = open_act(page, "rate")
    with page.expect_navigation():
        rating.locator("button[type=submit]").click()
    assert "Hãy chọn một mức." in main(page)
    rating.get_by_label("3: hiểu một phần").check()
    rating.locator("textarea").fill("Còn chỗ chưa rõ.")
    finish(rating)

    again = open_act(page, "reopen")
    again.locator("textarea").fill("Tôi hỏi xe máy, không phải ô tô.")
    finish(again)
    assert "Đang soạn trả lời" in main(page)
    assert "Tôi hỏi xe máy, không phải ô tô." in main(page)
    assert "Xe bị tịch thu." in main(page)  # what was answered stays to be read

    withdrawing = open_act(page, "withdraw")
    assert "Không làm lại được." in withdrawing.inner_text()
    finish(withdrawing)
    assert "Người hỏi đã rút" in main(page)
    assert page.locator("#withdraw").count() == 0
    assert page.evaluate(MEASURED_OVERFLOW) == []


@pytest.fixture(scope="module")
def answers(server: Server) -> dict[str, str]:
    """Addresses of answers whose law changes today, and later."""
    return dict(server.ask(FLAGGED))


def test_the_law_changes_and_the_answer_says_so_then_goes_until_somebody_looked(
    open_page: Open, signed_in: Open, server: Server, answers: dict[str, str], watch: Watch
) -> None:
    watch.allowed.append("404")
    page = open_page(answers["now"])
    assert "đang rà soát" not in main(page)

    server.ask(CHANGED)
    server.command("db_worker", "--batch", "--queue-name", "*", "--no-startup-delay")
    server.hear()
    page.reload()
    assert "Câu trả lời này đang rà soát" in main(page)
    assert "Luật vừa thay đổi từ ngày" in main(page)
    assert axe_findings(page) == []
    page.goto(answers["ahead"])
    assert "Luật sẽ thay đổi từ ngày" in main(page)

    assert server.ask(GRACE_IS_OVER) == 1
    server.hear()
    page.goto(answers["now"])
    assert "Xe bị tịch thu." not in main(page)
    assert "Câu trả lời này đang tạm ẩn" in main(page)
    assert axe_findings(page) == []
    page.goto("/hoi-dap/")
    assert "Xe máy của tôi bị tịch thu?" not in main(page)
    assert "Tôi bị cảnh cáo?" in main(page)

    desk = signed_in(APPROVER, "/quan-tri/thu-vien/xem-lai/")
    desk.get_by_role("link", name="Xe máy của tôi bị tịch thu?").click()
    desk.locator("[name=note]").fill("Vẫn tịch thu, theo nghị định mới.")
    desk.get_by_role("button", name="Vẫn đúng").click()
    page.goto(answers["now"])
    assert "Xe bị tịch thu." in main(page)
    assert "đang rà soát" not in main(page)


def test_two_officers_write_at_once_and_both_are_told(signed_in: Open, server: Server, watch: Watch) -> None:
    watch.allowed.append("422")
    key = server.ask(PREPARED + 'made = asked("Ai sửa cầu tre của ấp?")\n'
                                "services.accept_question(question=made, by=by, at=now)\nprint(made.pk)")  # fmt: skip
    first, second = (signed_in(role, f"{DESK_LIST}{key}/tra-loi/") for role in (EDITOR, APPROVER))
    for desk, words in ((first, "Ấp tự sửa cầu."), (second, "Xã sửa cầu.")):
        desk.locator("[name=short]").fill(words)
        desk.get_by_role("button", name="Lưu bản mới").click()
    told = second.locator("[aria-labelledby=moi-hon]").inner_text()
    assert "vừa lưu bản 1" in told
    assert "Không có gì mất" in told
    assert "Ấp tự sửa cầu." in told
    assert second.locator("[name=short]").input_value() == "Xã sửa cầu."
    assert axe_findings(second) == []

    second.locator("[name=short]").fill("Xã sửa cầu, ấp góp công.")
    second.get_by_role("button", name="Lưu bản mới").click()
    second.wait_for_url(f"**{DESK_LIST}{key}/")
    server.command("db_worker", "--batch", "--queue-name", "*", "--no-startup-delay")
    for desk in (first, second):
        desk.goto("/tai-khoan/thong-bao/")
        assert "hai người cùng soạn, cả hai bản đều còn" in main(desk)
    first.goto(f"{DESK_LIST}{key}/")
    first.get_by_text("Các bản khác").click()
    shown = first.locator("[aria-labelledby=tra-loi]").inner_text()
    assert all(words in shown for words in ("Ấp tự sửa cầu.", "Xã sửa cầu.", "Xã sửa cầu, ấp góp công."))
    assert "soạn cùng lúc, chờ ghép" in shown
