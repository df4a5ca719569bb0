"""Saved web pages: the document is found, menus and scripts are not read, tables and looks are kept."""

import pytest

from luatgandan.lib.files import Format, read_file
from luatgandan.lib.files.errors import EmptyFileError
from luatgandan.lib.legaltext.lines import Align

ARTICLES = "".join(
    f"<p><b>Điều {n}. Tiêu đề {n}</b></p><p>1. Nội dung khoản một của điều {n}.</p>" for n in range(1, 6)
)
HEAD = (
    "<table><tr><td><p align=center><b>QUỐC HỘI</b><br>-----</p></td><td><p align=center>CỘNG HÒA XÃ HỘI CHỦ NGHĨA "
    "VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</p></td></tr></table>"
)
PAGE = f"""<!DOCTYPE html><html><head><title>Luật mẫu</title><script>var x = "Điều 9. Không";</script></head><body>
<nav><a href=#>Trang chủ</a></nav><div id=menu><ul><li>Văn bản mới<li>Đăng nhập</ul></div>
<form><div class=content>{HEAD}<p style="text-align:center"><b>LUẬT</b></p>{ARTICLES}
<p style="display:none">Quảng cáo ẩn</p></div></form>
<div>Tin liên quan: Điều 1 của luật khác</div><footer>Bản quyền</footer></body></html>"""


def lines(page: str | bytes) -> list[str]:
    data = page if isinstance(page, bytes) else page.encode()
    return [line.text for line in read_file(data, "luat.html").lines]


def test_the_document_is_taken_out_of_the_page() -> None:
    found = lines(PAGE)
    assert found[:4] == ["QUỐC HỘI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "LUẬT"]
    assert found[-1] == "1. Nội dung khoản một của điều 5."
    assert not [text for text in found if "Trang chủ" in text or "Quảng cáo" in text or "Bản quyền" in text]


def test_looks_are_kept() -> None:
    reading = read_file(PAGE.encode(), "luat.html")
    title = next(line for line in reading.lines if line.text == "LUẬT")
    assert (title.align, title.is_bold, reading.title, reading.format) == (
        Align.CENTRE, True, "Luật mẫu", Format.HTML,
    )  # fmt: skip


def test_broken_nesting_and_unclosed_tags_are_read() -> None:
    broken = ARTICLES.replace("</b>", "").replace("</p>", "") + "<div>" * 3000 + "<p>Cuối cùng, sau ba nghìn thẻ mở."
    found = lines(f"<html><body><div>{broken}")
    assert [text for text in found if text.startswith("Điều")] == [f"Điều {n}. Tiêu đề {n}" for n in range(1, 6)]


def test_tables_are_kept_and_lists_numbered() -> None:
    page = (
        f"<body>{ARTICLES}<table border=1><tr><td>TT<td>Mức<tr><td>1<td>5 triệu</table><ol type=a><li>một<li>hai</ol>"
    )
    reading = read_file(page.encode(), "a.html")
    assert [line.rows for line in reading.lines if line.rows] == [(("TT", "Mức"), ("1", "5 triệu"))]
    assert [line.text for line in reading.lines][-2:] == ["a) một", "b) hai"]


def test_a_page_without_articles_is_read_by_its_text() -> None:
    long = "Chủ tịch Ủy ban nhân dân thành phố yêu cầu các sở, ban, ngành thực hiện nghiêm các nội dung sau đây. " * 3
    found = lines(
        "<body><ul><li>Tin 1<li>Tin 2</ul><div><div>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div>"
        f"<p>{long}</p><p>{long}</p></div></body>"
    )
    assert (found[0], found[1][:20]) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Chủ tịch Ủy ban nhân")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    assert lines(PAGE.encode(encoding))[0] == "QUỐC HỘI"


def test_fonts_of_old_pages() -> None:
    old = "".join(f'<p><font face=".VnTime">§iÒu {n}. NghÞ ®Þnh nµy</font></p>' for n in range(1, 5))
    assert lines(f"<body>{old}</body>")[0] == "Điều 1. Nghị định này"


def test_a_web_archive() -> None:
    archive = (
        "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + PAGE + "\r\n--x--\r\n"
    )
    assert read_file(archive.encode(), "a.mht").lines[0].text == "QUỐC HỘI"


def test_a_page_without_text() -> None:
    with pytest.raises(EmptyFileError):
        read_file(b"<html><body><script>x</script></body></html>", "a.html")
