"""The piece that answers, and what is highlighted in it."""

import pytest

from luatgandan.foundation.search.pipeline.analysis import analyse
from luatgandan.foundation.search.pipeline.excerpts import LENGTH, MORE, Highlighter
from luatgandan.foundation.search.pipeline.values import Span

from .house import GLOSSARY, TODAY
from .odd_texts import ODD, by_chance


def highlighter(query: str) -> Highlighter:
    return Highlighter(analyse(query, glossary=GLOSSARY, today=TODAY))


def shown(spans: tuple[Span, ...]) -> str:
    return "".join(f"[{one.text}]" if one.is_hit else one.text for one in spans)


def best(query: str, text: str) -> str:
    return shown(highlighter(query).best(text))


LONG = "\n".join(
    [
        "1. Tổ chức được giao đất phải nộp tiền sử dụng đất theo quy định của Chính phủ và của cơ quan có thẩm quyền.",
        "2. Người điều khiển xe mô tô mà trong máu hoặc hơi thở có nồng độ cồn thì bị phạt tiền từ 2.000.000 đồng.",
        "3. Cá nhân được nhận chuyển nhượng quyền sử dụng đất nông nghiệp trong hạn mức do tỉnh quy định hằng năm.",
        "4. Cơ quan có thẩm quyền ra quyết định trong thời hạn 30 ngày, kể từ ngày nhận đủ hồ sơ hợp lệ của công dân.",
        "5. Chính phủ quy định chi tiết điều này và hướng dẫn việc thi hành trong phạm vi cả nước.",
    ]
)


def test_the_clause_that_answers_is_shown() -> None:
    piece = best("phạt nồng độ cồn", LONG)
    assert "có [nồng độ cồn] thì bị [phạt] tiền từ 2.000.000 đồng." in piece
    assert piece.startswith(f"{MORE} 2. ")
    assert piece.endswith(MORE)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("đường", "dương tính, đường sắt", "dương tính, [đường] sắt"),
        ("dương", "dương tính, đường sắt", "[dương] tính, đường sắt"),
        ("duong", "dương tính, đường sắt", "[dương] tính, [đường] sắt"),
        ("hoà giải", "Hòa giải ở cơ sở", "[Hòa giải] ở cơ sở"),
        ("168/2024/nd-cp", "theo Nghị định 168/2024/NĐ-CP thì", "theo Nghị định [168/2024/NĐ-CP] thì"),
        ("1.000.000 đồng", "phạt 1.000.000đ ngay", "phạt [1.000.000đ] ngay"),
        ("sổ đỏ", "cấp Giấy chứng nhận quyền sử dụng đất", "cấp [Giấy chứng nhận quyền sử dụng đất]"),
        ("sổ đỏ", "đất của người sử dụng", "đất của người [sử dụng]"),
        ("sổ đỏ", "chứng thực, đất đai", "chứng thực, đất đai"),
        ("cho tôi hỏi đất của ai", "đất của tôi", "[đất] của tôi"),
        ("của ai", "đất của tôi", "đất [của] tôi"),
        ("ច្បាប់", "ខ្ញុំចង់ដឹងអំពីច្បាប់ដីធ្លី", "ខ្ញុំចង់ដឹងអំពី[ច្បាប់]ដីធ្លី"),
        ("", "đất đai", "đất đai"),
        ("không có gì", "", ""),
    ],
)
def test_what_is_highlighted(query: str, text: str, expected: str) -> None:
    assert best(query, text) == expected


def test_a_clause_that_is_too_long_is_cut_at_words_around_the_answer() -> None:
    text = "mở đầu " * 200 + "nồng độ cồn vượt mức " + "kết thúc " * 200
    piece = best("nồng độ cồn", text)
    assert "[nồng độ cồn] vượt mức" in piece
    assert piece.startswith(f"{MORE} mở đầu")
    assert piece.endswith(f"thúc {MORE}") or piece.endswith(f"kết {MORE}")


def test_rare_words_weigh_more() -> None:
    text = "đất đất đất.\n" + "chuyện khác hẳn. " * 30 + "\nthửa."
    worths = {"đất": 1.0, "thửa": 9.0}
    found = Highlighter(analyse("đất thửa", glossary=GLOSSARY, today=TODAY), lambda tokens: worths)
    assert "[thửa]" in shown(found.best(text))


@pytest.mark.parametrize("query", ["đường bộ", "a", "", "168/2024/NĐ-CP"])
@pytest.mark.parametrize("text", [*ODD, *by_chance(60), LONG])
def test_any_text_is_shown_true_and_short(query: str, text: str) -> None:
    spans = highlighter(query).best(text)
    plain = "".join(one.text for one in spans)
    assert len(plain) <= LENGTH + 2 * (len(MORE) + 1)
    assert plain.removeprefix(f"{MORE} ").removesuffix(f" {MORE}") in text.strip().replace("\n", " ")
    assert all(one.text for one in spans)
