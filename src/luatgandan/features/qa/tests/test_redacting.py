"""Proposals for the public words: one person one letter, the asker however written, officials stay."""

from datetime import date

from .. import queries
from ..models import Answer, Question
from ..rules import Caller

TEXT = "toi ten lam thi hoa, sdt 0912345678. Ông Trần Văn Tám lấn thửa 12, tờ 5 của tôi."
SHORT = "Bà Hoa nhờ xã hòa giải với ông Tám."
EXPLANATION = "Chấp hành viên Lê Văn Lợi đã lập biên bản."


def test_places_are_proposed_in_all_four_texts(question: Question, asker: Caller) -> None:
    question.title, question.text = "Ông Tám lấn đất tôi phải làm sao?", TEXT
    answer = Answer(short=SHORT, explanation=EXPLANATION, day_of_law=date(2026, 11, 16))

    parts = {part.name: part for part in queries.redacted_parts(question, answer)}
    assert list(parts) == ["title", "text", "short", "explanation"]
    assert parts["title"].proposed == "Ông T lấn đất tôi phải làm sao?"
    assert parts["text"].proposed == (
        "toi ten Lam Thi H, sdt [số điện thoại đã ẩn]. Ông Trần Văn T lấn [số thửa, số giấy đã ẩn] của tôi."
    )
    assert "Tám" not in parts["short"].proposed
    assert parts["explanation"].proposed == EXPLANATION
    assert [find.is_public for find in parts["explanation"].finds] == [True]
    assert parts["text"].text == TEXT
