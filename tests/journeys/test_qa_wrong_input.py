"""What people do wrong when they ask officials: a clear word, and nothing that they wrote or chose is lost."""

import io
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from .asking import ASK, STORY, ask, code_sent, press, words_of, write
from .server import Server
from .watching import Watch

COUNT = """
import json
from luatgandan.features.qa.models import Question
print(json.dumps(Question.objects.filter(text=%r).count()))
"""
MOST_GUESSES, MOST_LOOKS = 5, 30


@pytest.fixture(autouse=True)
def refusals(watch: Watch, server: Server) -> Iterator[None]:
    watch.allowed.append("422")
    minutes_pass(server)
    yield
    minutes_pass(server)


def minutes_pass(server: Server) -> None:
    """What lasts for minutes only is over: codes that were sent, and how often something was tried."""
    shutil.rmtree(server.home / "cache", ignore_errors=True)


def picture(shade: int) -> dict[str, Any]:
    """A photograph of its own as the browser uploads it."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), (shade * 12, 0, 0)).save(file, "PNG")
    return {"name": f"giay-{shade}.png", "mimeType": "image/png", "buffer": file.getvalue()}


def told(page: Any) -> str:
    """What the page says is wrong, at its top and beside the fields."""
    page.locator(".field__error").first.wait_for()
    return "\n".join(page.locator(".field__error").all_inner_texts())


def test_a_story_of_fifty_thousand_letters_is_not_cut(any_page: Any) -> None:
    story = "Tôi kể hết. " * 4_200
    write(any_page, "dai@example.invalid", story)
    press(any_page)
    assert "Nội dung dài hơn 10.000 ký tự" in told(any_page)
    assert words_of(any_page) == story
    assert any_page.get_by_label("Chỉ mình tôi đọc").is_checked()


def test_of_twenty_files_five_are_kept_and_a_program_called_pdf_is_named(any_page: Any, server: Server) -> None:
    page = any_page
    since = len(server.said())
    write(page, "tep@example.invalid")
    program = {"name": "don-kien.pdf", "mimeType": "application/pdf", "buffer": b"MZ" + b"\0" * 400}
    page.locator("[name=files]").set_input_files([program, *map(picture, range(20))])
    press(page)
    assert "don-kien.pdf: Đây là tệp chương trình đã đổi tên" in told(page)
    assert "Mỗi câu hỏi kèm nhiều nhất 5 tệp" in told(page)
    assert page.locator(".qa-held__name").all_inner_texts() == [f"giay-{shade}.png" for shade in range(5)]
    assert words_of(page) == STORY

    press(page)
    page.locator("#id_code").fill(code_sent(server, since))
    press(page)
    page.wait_for_url(re.compile("/da-gui/"))
    assert page.locator("main .links__link").all_inner_texts() == [f"giay-{shade}.png" for shade in range(5)]


def test_pressed_twice_and_once_more_after_that_is_one_question(any_page: Any, server: Server) -> None:
    page, story = any_page, f"{STORY} {id(any_page)}"
    since = len(server.said())
    write(page, "hai-lan@example.invalid", story)
    press(page)
    page.locator("#id_code").fill(code_sent(server, since))
    with page.expect_request(lambda one: one.method == "POST") as sent:
        page.get_by_role("button", name="Gửi câu hỏi", exact=True).first.dblclick()
    page.locator(".qa-code").wait_for()
    code = page.locator(".qa-code").inner_text()
    body, kind = sent.value.post_data_buffer, sent.value.headers["content-type"]
    again = page.request.post(ASK, data=body, headers={"content-type": kind, "referer": server.url + ASK})
    assert code in again.text()
    assert server.ask(COUNT % story) == 1


def test_a_code_that_is_over_or_guessed_at_is_refused_and_another_one_works(any_page: Any, server: Server) -> None:
    page = any_page
    since = len(server.said())
    write(page, "ma@example.invalid")
    press(page)
    right = code_sent(server, since)
    minutes_pass(server)
    page.locator("#id_code").fill(right)
    press(page)
    assert "Mã không đúng hoặc đã hết hạn" in page.locator("main").inner_text()
    assert words_of(page) == STORY

    since = len(server.said())
    page.get_by_role("button", name="Gửi lại mã").click()
    right = code_sent(server, since)
    for guess in range(MOST_GUESSES):
        page.locator("#id_code").fill(f"{(int(right) + guess + 1) % 1_000_000:06d}")
        press(page)
        assert "Mã không đúng hoặc đã hết hạn" in page.locator("main").inner_text()
    page.locator("#id_code").fill(right)
    press(page)
    assert "Mã không đúng hoặc đã hết hạn" in page.locator("main").inner_text()
    assert words_of(page) == STORY


def test_codes_of_questions_cannot_be_guessed(any_page: Any, server: Server) -> None:
    page = any_page
    code = ask(page, server, "doan@example.invalid")
    minutes_pass(server)
    for guess in range(MOST_LOOKS):
        page.goto(f"/hoi-dap/theo-doi/?ma=HD-2222-{2222 + guess}")
    assert "Không có câu hỏi mang mã này" in page.locator("main").inner_text()
    page.goto(f"/hoi-dap/theo-doi/?ma={code}")
    assert "Đã tra nhiều mã từ nơi này. Hãy đợi 10 phút" in page.locator("main").inner_text()
    assert "chờ tiếp nhận" not in page.locator("main").inner_text()
    assert page.get_by_label("Mã câu hỏi").input_value() == code
