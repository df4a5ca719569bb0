"""What an officer does with the page editor of the staff desk."""

from typing import Any

NEW_TOPIC = "/quan-tri/pages/add/portal/topicpage/{parent}/"
ASKED = "questions-0-value-"
HEAD = {
    "title": "Chó dữ cắn người",
    "summary": "Bị chó nhà người khác cắn thì ai trả tiền chữa, nhờ ai giúp.",
    "short_title": "Chó cắn",
    "intro": "Chuyện nhỏ trong xóm mà dễ mất lòng nhau.",
}
QUESTION = {
    "question": "Con chó hàng xóm cắn người thì ai đền?",
    "short_answer": "Chủ nuôi phải bồi thường, trừ khi người bị cắn có lỗi.",
    "steps-0-value": "Rửa vết thương và đến trạm y tế.",
    "help-0-value-who": "Tổ hòa giải ở ấp, khu vực",
    "help-0-value-what": "Giúp hai bên nói chuyện với nhau.",
}
CITATION = {"article": "5", "says": "Điều được dẫn để thử bàn làm việc."}


def fill(page: Any, values: dict[str, str], prefix: str = "") -> None:
    """Type into the fields with these names."""
    for name, value in values.items():
        page.locator(f'[name="{prefix}{name}"]').fill(value)


def values(page: Any, names: list[str], prefix: str = "") -> list[str]:
    """What stands in the fields with these names."""
    return [page.locator(f'[name="{prefix}{name}"]').input_value() for name in names]


def part(page: Any, name: str) -> Any:
    """One list inside the first question."""
    return page.locator(f"[data-contentpath='{name}']").last


def add_step(page: Any, number: int, text: str) -> None:
    part(page, "steps").get_by_role("button", name="Thêm", exact=True).last.click()
    fill(page, {f"steps-{number}-value": text}, ASKED)


def cite(page: Any, name: str) -> None:
    """Choose a document for the first citation and say what its article says."""
    part(page, "citations").locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal-body").get_by_role("link", name=name, exact=True).click()
    page.locator(".modal-body").wait_for(state="detached")
    fill(page, CITATION, ASKED + "citations-0-value-")


def write_topic(page: Any) -> None:
    """A topic with one question that has one step and no citation yet."""
    fill(page, HEAD)
    page.locator("#questions-root button.c-sf-add-button").first.click()
    fill(page, QUESTION, ASKED)


def more(page: Any) -> None:
    """Open the list of what can be done besides saving."""
    page.locator("footer").get_by_role("button", name="Thao tác khác").click()


def submit(page: Any) -> str:
    """Send for approval; what the desk says."""
    more(page)
    page.locator("[name=action-submit]").click()
    return said(page)


def said(page: Any) -> str:
    """The message at the top of the page."""
    message = page.locator(".messages li").first
    message.wait_for()
    return str(message.inner_text())
