"""The assistant over starter content: published answers are found word for word, and what must not be answered is not.

`assistant/questions.jsonl` are our own questions. Those with articles need the laws of the shared data:
`luatgandan evaluate_assistant --questions tests/graded/assistant/questions.jsonl` (docs/assistant.md has the figures).
"""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

import luatgandan.features.portal.starter
from luatgandan.features.assistant.enums import Status
from luatgandan.features.assistant.queries import Asked, answer
from luatgandan.features.assistant.queries.measuring import figures, run
from luatgandan.features.assistant.queries.question_sets import Expected, read_questions
from luatgandan.features.assistant.views.asking import EXAMPLES

from .conftest import NOW

QUESTIONS = Path(__file__).parent / "assistant" / "questions.jsonl"
# Measured only: no weight and no list may be chosen on them. Those from the fourth on ask for provisions drawn by lot.
HELD_OUT = [
    (QUESTIONS.with_name(f"held_out_{number}.jsonl"), shared)
    for number, shared in (("third", 0), ("fourth", 2), ("fifth", 0), ("sixth", 0))
]
TOPICS = Path(luatgandan.features.portal.starter.__file__).parent / "topics"
TODAY = NOW.date()


@pytest.fixture(scope="module")
def questions() -> list[Expected]:
    return read_questions(QUESTIONS)


def test_the_set_is_what_it_says(questions: list[Expected]) -> None:
    assert len({one.question for one in questions}) == len(questions) >= 150
    assert sum(bool(one.status) for one in questions) >= 40
    assert [one.question for one in questions if bool(one.articles) == bool(one.status)] == []


@pytest.mark.parametrize(("path", "shared"), HELD_OUT)
def test_a_held_out_set_shares_no_question_and_hardly_a_provision(
    questions: list[Expected], path: Path, shared: int
) -> None:
    held_out = read_questions(path)
    assert Counter(bool(one.status) for one in held_out) == {False: 40, True: 20}
    assert {one.question for one in held_out} & {one.question for one in questions} == set()
    known = {place for one in questions for place in one.articles}
    assert sum(bool(one.articles) and one.articles <= known for one in held_out) == shared


def test_what_must_not_be_answered_is_not(starter: None, questions: list[Expected]) -> None:
    told = figures(run([one for one in questions if one.status], today=TODAY))
    print(told)
    assert told["refused"] >= 0.95
    assert told["refused_as_expected"] >= 0.9


def test_published_answers_are_given_word_for_word(starter: None) -> None:
    topics = [tomllib.loads(path.read_text(encoding="utf-8")) for path in TOPICS.glob("*.toml")]
    asked = {one["question"]: one["short_answer"] for topic in topics for one in topic["questions"]}
    cards = {question: answer(Asked(text=question, today=TODAY, is_settled=True)) for question in asked}
    given = {question: card.official.answer for question, card in cards.items() if card.official}
    assert {question: told for question, told in given.items() if told != asked[question]} == {}
    assert [question for question, card in cards.items() if card.status != Status.ANSWERED_OFFICIAL] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_on_the_page_are_answered_without_any_law_text(starter: None, example: str) -> None:
    assert answer(Asked(text=example, today=TODAY)).status == Status.ANSWERED_OFFICIAL


@pytest.mark.parametrize(
    "other",
    [
        "Đóng bảo hiểm mấy năm thì được lãnh lương hưu?",
        "Tham gia bảo hiểm tự nguyện sanh con được cho bao nhiêu tiền?",
        "Ly hôn cần giấy tờ gì?",
        "Ly hôn mất bao lâu?",
        "Căn cước làm hết bao nhiêu tiền?",
        "Tách thửa mất bao lâu?",
        "Thành lập công ty tốn bao nhiêu tiền?",
        "Con bao nhiêu tuổi thì được vô lớp 1?",
        "Không đồng ý ly hôn thì sao?",
    ],
)
def test_an_answer_to_another_question_is_not_given(starter: None, other: str) -> None:
    assert answer(Asked(text=other, today=TODAY, is_settled=True)).official is None


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Ly hôn nộp đơn ở đâu?", "Hai vợ chồng đồng ý ly hôn thì làm thủ tục thế nào?"),
        ("Chồng đánh vợ thì báo ai?", "Bị chồng đánh thì phải làm gì ngay?"),
        ("Mấy tuổi được kết hôn?", "Đăng ký kết hôn ở đâu, bao nhiêu tuổi mới được?"),
        ("Làm giấy khai sinh ở đâu?", "Làm giấy khai sinh cho con ở đâu, cần giấy tờ gì?"),
        ("Nghỉ sanh được mấy tháng?", "Nghỉ sanh được mấy tháng và lãnh bao nhiêu tiền?"),
    ],
)
def test_the_published_answer_tells_what_is_asked(starter: None, question: str, title: str) -> None:
    card = answer(Asked(text=question, today=TODAY, is_settled=True))
    assert card.official is not None
    assert card.official.title == title
