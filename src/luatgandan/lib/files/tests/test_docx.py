"""Word 2007 files: generated numbers, tables, notes, tracked changes, fonts by run, formulas."""

from luatgandan.lib.files import Format, Reading, read_file
from luatgandan.lib.legaltext.lines import Align

from .docx_maker import docx, font, paragraph, runs

NUMBERING = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
</w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="9"><w:abstractNumId w:val="2"/></w:num>
"""


def read(body: str, **parts: str) -> Reading:
    return read_file(docx(body, **parts), "van-ban.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(body, **parts).lines]


def numbered(text: str, list_id: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_generated_numbers_come_out_as_text() -> None:
    body = (
        numbered("Phạm vi", 9)
        + numbered("Một", 7)
        + numbered("nhỏ", 7, 1)
        + numbered("nhỏ nữa", 7, 1)
        + numbered("Hai", 7)
        + numbered("lại từ đầu", 7, 1)
        + numbered("Đánh số lại", 8)
        + numbered("Đối tượng", 9)
    )
    assert texts(body, numbering=NUMBERING) == [
        "Điều 1. Phạm vi", "1. Một", "a) nhỏ", "b) nhỏ nữa", "2. Hai", "a) lại từ đầu", "1. Đánh số lại",
        "Điều 2. Đối tượng",
    ]  # fmt: skip


def test_numbers_of_a_style_and_of_an_empty_paragraph_count() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Khoan"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(paragraph(text, '<w:pStyle w:val="Khoan"/>') for text in ("Một", "", "Ba"))
    assert texts(body, numbering=NUMBERING, styles=styles) == ["1. Một", "3. Ba"]


def test_look_and_place_of_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Tieude"><w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    first, second = read(
        paragraph("CHƯƠNG I", '<w:pStyle w:val="Tieude"/>') + paragraph("nội dung", run="<w:caps/>"), styles=styles
    ).lines
    assert (first.align, first.is_bold, second.is_bold, second.text) == (Align.CENTRE, True, False, "NỘI DUNG")


def test_tracked_changes_are_taken_as_final() -> None:
    body = (
        "<w:p><w:r><w:t>Mức phạt </w:t></w:r><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>bỏ</w:t></w:r></w:moveFrom></w:p>"
    )
    assert texts(body) == ["Mức phạt mới"]


def test_fields_keep_their_result_and_hidden_text_is_left_out() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Điều 5</w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="end"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>'
    )
    assert texts(body) == ["Điều 5"]


def test_legacy_fonts_by_run() -> None:
    body = f"<w:p>{runs(('Điều 1. ', ''), ('NghÞ ®Þnh ', font('.VnTime')), ('naøy', font('VNI-Times')))}</w:p>"
    assert texts(body) == ["Điều 1. Nghị định này"]


def test_decomposed_letters_come_out_composed() -> None:
    assert texts(paragraph("Nghi\u0323 đi\u0323nh")) == ["Nghị định"]


def table(*rows: tuple[str, ...], borders: str = "") -> str:
    cells = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{cells}</w:tbl>"


def test_a_real_table_keeps_its_rows() -> None:
    (line,) = read(table(("TT", "Hành vi"), ("1", "Vượt đèn đỏ"))).lines
    assert (line.rows, line.text) == ((("TT", "Hành vi"), ("1", "Vượt đèn đỏ")), "TT\tHành vi\n1\tVượt đèn đỏ")


def test_the_head_of_a_document_is_read_cell_by_cell() -> None:
    head = table(("CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 1/2024/NĐ-CP", "Hà Nội, ngày 1 tháng 2"))
    assert texts(head) == [
        "CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/2024/NĐ-CP", "Hà Nội, ngày 1 tháng 2",
    ]  # fmt: skip


def test_notes_come_last_and_are_marked() -> None:
    body = '<w:p><w:r><w:t>Luật này</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p>' + paragraph("Hết")
    notes = f'<w:footnote w:id="4">{paragraph("Đã được sửa đổi")}</w:footnote>'
    lines = read(body, footnotes=notes).lines
    assert [(line.text, line.is_note) for line in lines] == [
        ("Luật này[1]", False), ("Hết", False), ("[1] Đã được sửa đổi", True),
    ]  # fmt: skip


def test_formulas_are_written_out() -> None:
    fraction = (
        "<m:oMath><m:r><m:t>T=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>12</m:t></m:r>"
        "</m:den></m:f></m:oMath>"
    )
    assert texts(f"<w:p>{fraction}</w:p>") == ["T=(a+b)/(12)"]


def test_format_is_told() -> None:
    assert read(paragraph("x")).format is Format.DOCX
