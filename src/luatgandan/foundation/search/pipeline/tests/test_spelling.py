""" "Did you mean": letters from what the index holds, marks as the language writes them."""

import pytest

from luatgandan.backends.search.fake import FakeSearch
from luatgandan.foundation.modules.registry import SearchItem
from luatgandan.foundation.search.pipeline.analysis import analyse
from luatgandan.foundation.search.pipeline.passages import entries_of
from luatgandan.foundation.search.pipeline.planning import Weights, plan
from luatgandan.foundation.search.pipeline.spelling import did_you_mean
from luatgandan.foundation.search.pipeline.values import SearchQuery

from .house import GLOSSARY, TODAY
from .odd_texts import ODD

TEXTS = [
    "Người lao động giao kết hợp đồng lao động bằng văn bản với người sử dụng lao động.",
    "Phạt tiền người điều khiển xe máy có nồng độ cồn; nghị định xử phạt vi phạm hành chính.",
    "Con đường bộ và đường sắt; quyền sở hữu trí tuệ; dương tính; trồng các cây; trong nhà.",
    "Cấp sổ đỏ cho hộ gia đình; đổi sổ đỏ; sơ đồ thửa đất; máy móc có động cơ bị phạt.",
]


@pytest.fixture(scope="module")
def engine() -> FakeSearch:
    items = [
        SearchItem(id=f"topic:{number}", kind="topic", title="", url="/", text=TEXTS[number % len(TEXTS)])
        for number in range(100)
    ]
    return FakeSearch(entry for item in items for entry in entries_of(item))


def meant(engine: FakeSearch, text: str) -> str:
    analysis = analyse(text, glossary=GLOSSARY, today=TODAY)
    asked = plan(
        analysis, SearchQuery(text=text), Weights(), frequencies=engine.document_frequencies, entries=100, today=TODAY
    )
    return did_you_mean(engine, analysis, engine.search(asked))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("người điều khien xe may", "người điều khiển xe máy"),
        ("nogn do con xe may", "nồng độ cồn xe máy"),
        ("hợp đông lao động", "hợp đồng lao động"),
        ("hop dogn lao dong", "hợp đồng lao động"),
        ("ngị định xử phạt", "nghị định xử phạt"),
        ("quyền sở hữu trí tue", "quyền sở hữu trí tuệ"),
    ],
)
def test_what_was_meant(engine: FakeSearch, typed: str, expected: str) -> None:
    assert meant(engine, typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "hợp đồng lao động",
        "đường bộ",
        "nồng độ cồn",
        "hop dong lao dong",
        "nong do con xe may",
        "so do",
        "xúm vô hôi của",
        "máy pcr",
        "so do co bi phat",
        "xyz abc",
        "168/2024/NĐ-CP",
        "lao",
        "",
        "luật hợp đồng",
        *ODD[:30],
    ],
)
def test_nothing_is_said_about_what_is_right_or_unknown(engine: FakeSearch, typed: str) -> None:
    assert meant(engine, typed) == ""
