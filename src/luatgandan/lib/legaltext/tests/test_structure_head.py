"""Heads of documents as older and careless prints have them."""

from datetime import date

from luatgandan.lib.legaltext.structure import parse_text


def test_an_older_head_names_issuer_number_and_day_below_the_kind() -> None:
    head = parse_text(
        "THÔNG TƯ\nCỦA BỘ TÀI CHÍNH SỐ 09/2010/TT-BTC NGÀY 15 THÁNG 01 NĂM 2010\nHƯỚNG DẪN VỀ CÔNG BỐ THÔNG TIN\n"
        "Căn cứ Luật Chứng khoán số 70/2006/QH11;\nĐiều 1. Phạm vi\nThông tư này hướng dẫn."
    ).header

    assert (head.kind, head.number, head.issuers, head.issued_on, head.title) == (
        "Thông tư", "09/2010/TT-BTC", ("BỘ TÀI CHÍNH",), date(2010, 1, 15), "HƯỚNG DẪN VỀ CÔNG BỐ THÔNG TIN",
    )  # fmt: skip


def test_two_issuers_are_told_apart_without_a_space_before_the_hyphen() -> None:
    head = parse_text(
        "ỦY BAN DÂN TỘC- BỘ TÀI CHÍNH\nSố: 1/2010/TTLT-UBDT-BTC\nTHÔNG TƯ LIÊN TỊCH\nVề hỗ trợ\nĐiều 1. Phạm vi\nLời."
    ).header

    assert head.issuers == ("ỦY BAN DÂN TỘC", "BỘ TÀI CHÍNH")


def test_the_number_of_another_document_in_title_or_bases_is_not_its_own() -> None:
    head = parse_text(
        "ỦY BAN DÂN TỘC\nSố: oo¿¿ /TT-UBDT\nTHÔNG TƯ\nHướng dẫn thực hiện Quyết định số 102/2009/QĐ-TTg\n"
        "H Lưu: Căn.cứ Nghị định số 189/2007/NĐ-CP ngày 27 tháng 12 năm 2007;\nCăn cứ Luật Đất đai;\n"
        "Điều 1. Phạm vi\nLời."
    ).header

    assert (head.kind, head.number) == ("Thông tư", "")
