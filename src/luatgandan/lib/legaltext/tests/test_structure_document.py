"""Whole documents: head, divisions, ending, annexes, notes, findings."""

from datetime import date
from time import process_time

import pytest

from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.structure import parse, parse_text, split_documents
from luatgandan.lib.legaltext.structure.notes import without_marks
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

DECREE = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/2025/NĐ-CP
Hà Nội, ngày 03 tháng 02 năm 2025
NGHỊ ĐỊNH
Quy định về tủ sách pháp luật
ở xã, phường
Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;
Căn cứ Luật Phổ biến, giáo dục pháp luật ngày 20 tháng 6 năm 2012;
Theo đề nghị của Bộ trưởng Bộ Tư pháp;
Chính phủ ban hành Nghị định quy định về tủ sách pháp luật ở xã, phường.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc xây dựng, quản lý tủ sách pháp luật.
Điều 2. Giải thích từ ngữ
1. Tủ sách pháp luật là nơi lưu giữ sách theo quy định tại
Điều 5 của Nghị định này.
2. Bạn đọc là người đến đọc, mượn sách.
Chương II
TỔ CHỨC
Mục 1. XÂY DỰNG
Điều 3. Kinh phí
Kinh phí do ngân sách bảo đảm, gồm:
a) Tiền mua sách;
b) Tiền làm tủ.
Mục 2. QUẢN LÝ
Điều 3a. Người phụ trách
Công chức tư pháp - hộ tịch phụ trách tủ sách.
Điều 4. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 20 tháng 3 năm 2025./.
Nơi nhận:
- Ban Bí thư Trung ương Đảng;
- Lưu: VT, PL (2b).
TM. CHÍNH PHỦ
KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG
(Đã ký)
Trần Văn An
PHỤ LỤC I
DANH MỤC SÁCH TỐI THIỂU
(Kèm theo Nghị định số 15/2025/NĐ-CP ngày 03 tháng 02 năm 2025 của Chính phủ)
1. Hiến pháp.
2. Bộ luật Dân sự.
Mẫu số 01
SỔ MƯỢN SÁCH
Họ và tên: ....................
"""


@pytest.fixture(scope="module")
def decree() -> Parsed:
    return parse_text(DECREE)


def names(nodes: tuple[Node, ...]) -> list[str]:
    return [f"{node.level.name} {node.number}" for top in nodes for node in top.walk()]


def test_head(decree: Parsed) -> None:
    head = decree.header
    assert (head.kind, head.number, head.issuers) == ("Nghị định", "15/2025/NĐ-CP", ("CHÍNH PHỦ",))
    assert (head.place, head.issued_on) == ("Hà Nội", date(2025, 2, 3))
    assert head.title == "Quy định về tủ sách pháp luật ở xã, phường"
    assert head.bases[1] == "Căn cứ Luật Phổ biến, giáo dục pháp luật ngày 20 tháng 6 năm 2012"
    assert len(head.bases) == 3
    assert head.enacting.startswith("Chính phủ ban hành Nghị định")


def test_divisions_and_articles(decree: Parsed) -> None:
    assert names(decree.body) == [
        *("CHAPTER I", "ARTICLE 1", "ARTICLE 2", "CLAUSE 1", "CLAUSE 2", "CHAPTER II", "SECTION 1", "ARTICLE 3"),
        *("POINT a", "POINT b", "SECTION 2", "ARTICLE 3a", "ARTICLE 4"),
    ]
    assert [node.eid for node in decree.articles] == ["art_1", "art_2", "art_3", "art_3a", "art_4"]
    assert decree.body[1].children[1].eid == "chp_II__sec_2"
    assert decree.body[1].children[0].heading == "XÂY DỰNG"


def test_ending(decree: Parsed) -> None:
    (signature,) = decree.signatures
    assert signature.authority == "TM. CHÍNH PHỦ KT. THỦ TƯỚNG"
    assert (signature.post, signature.name) == ("PHÓ THỦ TƯỚNG", "Trần Văn An")
    assert decree.recipients == ("Ban Bí thư Trung ương Đảng", "Lưu: VT, PL (2b)")


def test_annexes(decree: Parsed) -> None:
    first, form = decree.annexes
    assert (first.number, first.heading, first.eid) == ("I", "DANH MỤC SÁCH TỐI THIỂU", "att_1")
    assert [child.eid for child in first.children] == ["att_1__para_1", "att_1__para_2"]
    assert (form.number, form.heading) == ("01", "SỔ MƯỢN SÁCH")


def test_a_clean_document_has_no_findings(decree: Parsed) -> None:
    assert decree.findings == ()


def test_a_regulation_issued_with_a_decision_keeps_its_own_articles() -> None:
    parsed = parse_text(
        "Số: 12/2025/QĐ-UBND\nQUYẾT ĐỊNH\nBan hành Quy chế\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp công dân.\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày ký.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thị Bình\n"
        "QUY CHẾ\nTiếp công dân\n(Ban hành kèm theo Quyết định số 12/2025/QĐ-UBND)\nChương I\nQUY ĐỊNH CHUNG\n"
        "Điều 1. Phạm vi\n1. Một.\nĐiều 2. Đối tượng\n1. Hai.\nĐiều 3. Thời gian\nGiờ hành chính."
    )
    assert [node.eid for node in parsed.articles] == ["art_1", "art_2"]
    inside = [node.eid for node in parsed.annexes[0].walk() if node.level is Level.ARTICLE]
    assert inside == ["att_1__art_1", "att_1__art_2", "att_1__art_3"]
    assert parsed.annexes[0].heading.startswith("QUY CHẾ")


def test_new_text_is_never_taken_for_own_articles() -> None:
    parsed = parse_text(
        "LUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT THƯ VIỆN\nĐiều 1. Sửa đổi, bổ sung một số điều của Luật Thư viện\n"
        "1. Sửa đổi, bổ sung Điều 2 như sau:\n“Điều 2. Đối tượng\n1. Bạn đọc.\n2. Thư viện.”.\n"
        "2. Bổ sung Điều 2a và Điều 2b như sau:\n“Điều 2a. Sách\nSách là …\nĐiều 2b. Báo\nBáo là …”.\n"
        "Điều 2. Điều khoản thi hành\nLuật này có hiệu lực từ ngày 01 tháng 7 năm 2025."
    )
    assert [node.number for node in parsed.articles] == ["1", "2"]
    quoted = [unit for node in parsed.articles[0].children for unit in node.children]
    assert [[inner.number for inner in block.children] for block in quoted] == [["2"], ["2a", "2b"]]


def test_a_block_that_never_closes_does_not_swallow_the_document() -> None:
    parsed = parse_text(
        "Điều 1. Sửa đổi Luật A\n1. Sửa đổi Điều 7 như sau:\n“Điều 7. Mới\nNội dung mới.\n"
        "Điều 2. Sửa đổi Luật B\nBãi bỏ Điều 8.\nĐiều 3. Điều khoản thi hành\nCó hiệu lực từ ngày ký."
    )
    assert [node.number for node in parsed.articles] == ["1", "2", "3"]
    assert "quote-unclosed" in {finding.code for finding in parsed.findings}


def test_a_directive_without_articles() -> None:
    parsed = parse_text(
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 21/CT-TTg\nCHỈ THỊ\nVề phổ biến pháp luật\n"
        "Để nâng cao hiệu quả, Thủ tướng Chính phủ yêu cầu:\n"
        "I. NHIỆM VỤ CHUNG\n1. Các bộ:\na) Phổ biến;\nb) Báo cáo.\n2. Các tỉnh.\nII. TỔ CHỨC THỰC HIỆN\n"
        "3. Bộ Tư pháp theo dõi./."
    )
    assert names(parsed.body) == [
        *("SECTION I", "CLAUSE 1", "POINT a", "POINT b", "CLAUSE 2", "SECTION II", "CLAUSE 3"),
    ]
    assert parsed.header.kind == "Chỉ thị"
    assert parsed.body[1].children[0].eid == "sec_II__para_3"


def test_marks_of_notes_leave_the_words_and_numbers_of_forms_stay() -> None:
    form = Node(Level.TEXT, text="[21] Thuế y tế[4] phải nộp", rows=(("[22] Tên[5]",),))
    clause = Node(Level.CLAUSE, "2", text="[9] Mức hưởng[10][11], theo Điều 3[12].", children=(form,))
    parsed = Parsed(body=(Node(Level.ARTICLE, "1", "[7] Mức hưởng[8]", children=(clause,)),))

    (article,) = without_marks(parsed).body

    assert (article.heading, article.children[0].text) == ("Mức hưởng", "Mức hưởng, theo Điều 3.")
    inner = article.children[0].children[0]
    assert (inner.text, inner.rows) == ("[21] Thuế y tế phải nộp", (("[22] Tên",),))


def test_notes_of_a_consolidated_text() -> None:
    parsed = parse_text(
        "LUẬT\nTHƯ VIỆN\nLuật Thư viện số 46/2019/QH14 ngày 21 tháng 11 năm 2019 của Quốc hội, có hiệu lực kể từ ngày "
        "01 tháng 7 năm 2020, được sửa đổi bởi:\nCăn cứ Hiến pháp;\nQuốc hội ban hành Luật Thư viện[1].\n"
        "Điều 1. Phạm vi\nMột.\nĐiều 2.[2] Đối tượng\nHai.\nVĂN PHÒNG QUỐC HỘI\nSố: 03/VBHN-VPQH\n"
        "XÁC THỰC VĂN BẢN HỢP NHẤT\n"
        "Hà Nội, ngày 05 tháng 01 năm 2026\nCHỦ NHIỆM\nBùi Văn Cường\n[1] Luật số 1 có căn cứ như sau:\n"
        "“Căn cứ Hiến pháp.”\n"
        "[2] Điều này được sửa đổi theo:\n“Điều 3. Mới”"
    )
    assert (parsed.header.kind, parsed.header.number) == ("Văn bản hợp nhất", "03/VBHN-VPQH")
    assert (parsed.header.title, parsed.header.issued_on) == ("Luật Thư viện", date(2026, 1, 5))
    assert [node.number for node in parsed.articles] == ["1", "2"]
    assert [note.number for note in parsed.notes] == ["1", "2"]


def test_findings_name_gaps_and_repetitions() -> None:
    parsed = parse_text("Điều 1. Một\n1. A.\n3. C.\nĐiều 2. Hai\na) A;\nb) B;\nb) C.\nĐiều 4. Bốn\nHết.")
    messages = {finding.code: finding.message for finding in parsed.findings}
    assert messages["number-repeated"] == "Sau điểm b lại có điểm b (trong Điều 2)."
    assert {finding.message for finding in parsed.findings if finding.code == "number-gap"} == {
        "Sau Điều 2 là Điều 4: có thể thiếu.",
        "Sau khoản 1 là khoản 3 (trong Điều 1): có thể thiếu.",
    }
    assert "number-missing" in messages


def test_two_documents_in_one_file() -> None:
    other = DECREE.replace("15/2025/NĐ-CP", "16/2025/NĐ-CP")
    parsed = parse_text(DECREE + other)
    assert [finding.code for finding in parsed.findings] == ["two-documents"]
    assert len(parsed.articles) == 5
    parts = split_documents([Line(text) for text in (DECREE + other).splitlines()])
    assert [parse(part).header.number for part in parts] == ["15/2025/NĐ-CP", "16/2025/NĐ-CP"]


def test_tables_stay_where_they_stand() -> None:
    lines = [Line("Điều 1. Mức thu"), Line("1. Mức thu như sau:"), Line("A\tB", rows=(("A", "B"),)), Line("2. Hết.")]
    article = parse(lines).articles[0]
    assert [child.level for child in article.children] == [Level.CLAUSE, Level.CLAUSE]
    assert article.children[0].children[0].rows == (("A", "B"),)


@pytest.mark.parametrize(
    "text",
    [
        "Điều 1. " + "a" * 5_000_000,
        "(" * 1_000_000 + "1." * 1_000_000,
        "Điều 1.\n" * 100_000,
        "".join(f"Điều {number}. Tên\n1. Một.\n" for number in range(1, 40_000)),
        "“mở\n" * 100_000,
        "1. Sửa đổi như sau:\n“mở\n" * 30_000,
        "a)\n- x\n+ y\n(i) z\n" * 30_000,
        "1.1.1.1.1. " * 50_000,
        "PHỤ LỤC I\n" * 50_000,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/QĐ-UBND\n" * 20_000,
        "[1] a\n" * 50_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_input_takes_linear_time(text: str) -> None:
    started = process_time()
    parse_text(text)
    assert process_time() - started < 30


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("", []), ("\n\n", []), ("xin chào", [(Level.TEXT, "", "xin chào")]), ("Điều", [(Level.TEXT, "", "Điều")]),
        ("Điều 1", [(Level.ARTICLE, "1", "")]), ("1.", [(Level.CLAUSE, "1", "")]), ("“", [(Level.QUOTED, "“", "")]),
        ("[1]", [(Level.TEXT, "", "[1]")]), ("Chương", [(Level.TEXT, "", "Chương")]),
        ("PHỤ LỤC", [(Level.TEXT, "", "PHỤ LỤC")]),
    ],
)  # fmt: skip
def test_scraps_are_no_error_and_lose_no_words(text: str, units: list[tuple[Level, str, str]]) -> None:
    assert [(unit.level, unit.number, unit.text) for unit in parse_text(text).body] == units


def test_a_chapter_follows_a_sentence_that_ends_in_this_article() -> None:
    text = "Chương I\nCHUNG\nĐiều 1. Một\n1. Chính phủ quy định chi tiết Điều này.\nChương II\nRIÊNG\nĐiều 2. Ba\nBốn."
    assert [(unit.number, unit.heading) for unit in parse_text(text).body] == [("I", "CHUNG"), ("II", "RIÊNG")]


def heads(*lines: str | Line) -> list[tuple[str, str, float]]:
    articles = parse([Line(one) if isinstance(one, str) else one for one in lines]).articles
    return [(one.number, one.heading, one.confidence) for one in articles]


def test_articles_without_a_sign_behind_their_number_are_read_in_their_row() -> None:
    lines = (
        "Điều 1 Phạm vi",
        "Thông tư này quy định.",
        "Điều 2 Đối tượng",
        "1. Cơ quan.",
        "Điều 3 Hiệu lực",
        "Từ nay.",
    )

    assert heads(*lines) == [("1", "Phạm vi", 0.6), ("2", "Đối tượng", 0.6), ("3", "Hiệu lực", 0.6)]


def test_a_bold_heading_may_begin_with_a_word_of_citations() -> None:
    lines = (
        "Điều 1. Phạm vi",
        "Lời.",
        Line("Điều 2 Quyết định công nhận", is_bold=True),
        "Lời.",
        "Điều 3. Cuối",
        "Lời.",
    )

    assert [number for number, _heading, _sure in heads(*lines)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "line",
    ["Điều 2 Luật Đất đai được áp dụng.", "Điều 4 Phạm vi không kế tiếp", "Điều 2 của Thông tư này",
     "Điều 2 Chương II được áp dụng"],
)  # fmt: skip
def test_citations_at_the_start_of_a_line_are_no_articles(line: str) -> None:
    numbers = [number for number, _heading, _sure in heads("Điều 1. Phạm vi", "Lời.", line, "Điều 3. Cuối", "Lời.")]

    assert numbers == ["1", "3"]
