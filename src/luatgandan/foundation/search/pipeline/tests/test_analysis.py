"""What a query is understood to ask for."""

import time
from datetime import date

import pytest

from luatgandan.foundation.search.pipeline.analysis import MAX_LENGTH, analyse
from luatgandan.foundation.search.pipeline.values import QueryAnalysis, Route
from luatgandan.foundation.search.pipeline.words import Glossary

from .odd_texts import ODD, by_chance

TODAY = date(2026, 11, 22)
GLOSSARY = Glossary.of(
    [
        ("sổ đỏ|sổ hồng", "Giấy chứng nhận quyền sử dụng đất", "everyday"),
        ("sang tên sổ đỏ", "đăng ký biến động", "everyday"),
        ("lẫn", "mất năng lực hành vi dân sự", "everyday"),
        ("giựt hụi|bể hụi", "vi phạm nghĩa vụ góp họ; lạm dụng tín nhiệm", "everyday"),
    ]
)


def understood(text: str, **more: bool) -> QueryAnalysis:
    return analyse(text, glossary=GLOSSARY, today=TODAY, is_literal=more.get("is_literal", False))


@pytest.mark.parametrize(
    ("text", "document", "article", "route"),
    [
        ("d6 nd168", "nd-168", "art_6", Route.ARTICLE),
        ("điều 6 nghị định 168", "nd-168", "art_6", Route.ARTICLE),
        ("Điều 6 Nghị định 168/2024/NĐ-CP", "nd-168-2024-cp", "art_6", Route.ARTICLE),
        ("168/2024/ND-CP", "nd-168-2024-cp", "", Route.DOCUMENT),
        ("nd 168 2024", "nd-168-2024", "", Route.DOCUMENT),
        ("nghị định 168/2024/NĐ-CP của Chính phủ", "nd-168-2024-cp", "", Route.DOCUMENT),
        ("khoản 3 điều 5 luật đất đai", "luat_dat_dai", "art_5__para_3", Route.ARTICLE),
        ("khoan 3 dieu 5 luat dat dai", "luat_dat_dai", "art_5__para_3", Route.ARTICLE),
        ("khoản 3 Điều 5 Luật Đất đai năm 2024", "31-2024-qh15", "art_5__para_3", Route.ARTICLE),
        ("điểm đ khoản 3 Điều 5 BLLĐ", "bo_luat_lao_dong", "art_5__para_3__point_dd", Route.ARTICLE),
        ("điểm d khoản 3 Điều 5 BLLĐ", "bo_luat_lao_dong", "art_5__para_3__point_d", Route.ARTICLE),
        ("BLDS", "bo_luat_dan_su", "", Route.DOCUMENT),
        ("hiến pháp 2013 điều 16", "hien_phap", "art_16", Route.ARTICLE),
        ("luật đất đai", "luat_dat_dai", "", Route.DOCUMENT),
        ("luật đất đai quy định thế nào về tách thửa", "luat_dat_dai", "", Route.QUESTION),
        ("art 5 decree 168/2024/nd-cp", "nd-168-2024-cp", "art_5", Route.ARTICLE),
        ("lay vo 2 co bi phat khong", "", "", Route.QUESTION),
        ("sổ đỏ đứng tên ai", "", "", Route.QUESTION),
        ("ly hôn đơn phương", "", "", Route.WORDS),
        ("vợ 2 2025", "", "", Route.WORDS),
        ("dong bhxh truoc 1/7/2025 gio rut", "", "", Route.QUESTION),
        ("01/7/2025", "", "", Route.WORDS),
        ("ច្បាប់ដីធ្លី", "", "", Route.QUESTION),
        ("luật 2024", "", "", Route.WORDS),
        ("", "", "", Route.EMPTY),
        ("?!…", "", "", Route.EMPTY),
    ],
)
def test_documents_articles_and_where_they_lead(text: str, document: str, article: str, route: Route) -> None:
    found = understood(text)
    assert (found.document, found.article, found.route) == (document, article, route)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("năm 2022 phạt bao nhiêu", date(2022, 12, 31), "năm 2022"),
        ("mức phạt tháng 7 năm 2025", date(2025, 7, 31), "tháng 7 năm 2025"),
        ("từ ngày 01 tháng 7 năm 2025", date(2025, 7, 1), "ngày 01 tháng 7 năm 2025"),
        ("vào 1/7/2025", date(2025, 7, 1), "1/7/2025"),
        ("nong do con xe may 2025", date(2025, 12, 31), "2025"),
        ("lương tối thiểu năm 2027", date(2027, 1, 1), "năm 2027"),
        ("lương tối thiểu năm 2026", TODAY, "năm 2026"),
        ("mức phạt hiện nay", TODAY, "hiện nay"),
        ("năm ngoái phạt thế nào", date(2025, 12, 31), "năm ngoái"),
        ("Luật Đất đai năm 2013", None, ""),
        ("nd 168 2024", None, ""),
        ("168/2024/NĐ-CP", None, ""),
        ("người sinh năm 1990", None, ""),
        ("người sinh 1990", None, ""),
        ("đất mua tháng 5 năm 2005 chưa có sổ", None, ""),
        ("dong bhxh truoc ngay 1/7/2025 gio rut", None, ""),
        ("hop dong ky nam 2019 muc phat hien nay", TODAY, "hien nay"),
        ("cuối năm 2022 phạt bao nhiêu", date(2022, 12, 31), "năm 2022"),
        (f"vợ chồng tôi {'có với nhau mấy đứa con ' * 6} năm 2010 ra ở riêng giờ chia đất sao", None, ""),
        ("hui cua ba Nam ngoai cho", None, ""),
        ("căn nhà cất hồi năm ngoái là tiền của hai vợ chồng giờ chồng đòi bán thì có được không", None, ""),
        ("31/02/2024", None, ""),
        ("ly hôn", None, ""),
    ],
)
def test_the_day_of_law(text: str, day: date | None, words: str) -> None:
    found = understood(text)
    assert (found.at, found.at_words) == (day, words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("luaatj ddaats ddai", "luật đất đai"),
        ("d9at", "đat"),
        ("ly hoon khoong ddoongf ys", "ly hôn không đồng ý"),
        ("xoong nồi", ""),
        ("this law has been", ""),
        ("luat65 d9at61 đai", "luật đất đai"),
        ("đăng ký xe taxi", ""),
        ("dieu 6 nd168", ""),
        ("bằng lái A1", ""),
        ("TTHC", ""),
        ("photo giấy tờ", ""),
        ("sổ đỏ", ""),
    ],
)
def test_keys_of_telex_and_vni_are_read(typed: str, meant: str) -> None:
    assert understood(typed).repaired == meant


def test_marks_are_told_apart_from_none() -> None:
    found = understood("đường sat Hoà")
    assert [(one.typed, one.folded, one.has_marks) for one in found.syllables] == [
        ("đường", "duong", True),
        ("sat", "sat", False),
        ("hòa", "hoa", True),
    ]


def test_words_that_only_ask_are_marked_and_kept() -> None:
    found = understood("cho tôi hỏi ly hôn cần giấy tờ gì ạ")
    assert [one.typed for one in found.syllables if not one.is_stop] == ["ly", "hôn"]
    assert len(found.syllables) == 10


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("sổ đỏ", ["Giấy chứng nhận quyền sử dụng đất"]),
        ("so do dung ten ai", ["Giấy chứng nhận quyền sử dụng đất"]),
        ("sơ đồ", []),
        ("lẫn", ["mất năng lực hành vi dân sự"]),
        ("chua hot lan nao", []),
        ("sang tên sổ đỏ", ["đăng ký biến động"]),
        ("giựt hụi", ["vi phạm nghĩa vụ góp họ", "lạm dụng tín nhiệm"]),
        ("BHXH một lần", ["bảo hiểm xã hội"]),
        ("bhxh mot lan", ["bảo hiểm xã hội"]),
        ("BHXH là bảo hiểm xã hội", []),
        ("bhxh la bao hiem xa hoi", []),
        ("bhxh là bảo hiểm xá hội", ["bảo hiểm xã hội"]),
        ("ai được hưởng", []),
        ("AI là gì", ["trí tuệ nhân tạo"]),
        ("ca làm việc", []),
        ("CA xã", ["Công an"]),
        ("làm khai sanh trễ", ["khai sinh"]),
        ("ច្បាប់ដីធ្លី", ["luật", "đất đai"]),
        ("ខ្ញុំចង់លែងលះប្តីប្រពន្ធ", ["vợ chồng", "ly hôn"]),
    ],
)
def test_legal_terms_beside_everyday_words(text: str, terms: list[str]) -> None:
    assert [one.term for one in understood(text).expansions] == terms


def test_literal_means_as_typed() -> None:
    found = understood("luaatj sổ đỏ", is_literal=True)
    assert (found.text, found.repaired, found.expansions) == ("luaatj sổ đỏ", "", ())


@pytest.mark.parametrize(
    ("text", "language"),
    [("ច្បាប់ដីធ្លី", "km"), ("what is the law about divorce", "en"), ("luat dat dai", "vi"), ("the", "vi"), ("", "vi")],
)
def test_language(text: str, language: str) -> None:
    assert understood(text).language == language


def test_a_long_story_is_cut_at_a_word_and_said() -> None:
    found = understood("chồng tôi bỏ đi " * 600)
    assert found.is_cut
    assert MAX_LENGTH - 20 < len(found.text) <= MAX_LENGTH
    assert found.text.split()[-1] in {"chồng", "tôi", "bỏ", "đi"}
    assert not understood("chồng tôi bỏ đi").is_cut


@pytest.mark.parametrize("text", [*ODD, *by_chance(300)])
def test_any_text_is_understood_as_something(text: str) -> None:
    found = understood(text)
    assert len(found.text) <= MAX_LENGTH
    assert (found.route is Route.EMPTY) == (not found.syllables)
    assert found.to_dict()["text"] == found.text
    assert "\x00" not in found.text


def test_analysis_is_quick() -> None:
    texts = [text for text in [*ODD, *by_chance(100)] if "ខ" not in text]
    for text in texts:
        understood(text)
    begun = time.thread_time()
    for text in texts:
        understood(text)
    assert (time.thread_time() - begun) / len(texts) < 0.005
