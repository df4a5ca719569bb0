"""A certificate as a page to print; WeasyPrint makes it a PDF."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

STYLE = """
@page { size: A4 landscape; margin: 14mm }
body { font: 14pt/1.45 "Giay", "Giay Khmer", "Be Vietnam Pro", "Noto Sans Khmer", sans-serif;
  color: #1b2430; margin: 0 }
.page { box-sizing: border-box; height: 181mm; border: 1.2mm solid #a61b1b; outline: .3mm solid #a61b1b;
  outline-offset: -3mm; padding: 14mm 18mm; text-align: center; position: relative; break-after: page }
.page:last-child { break-after: auto }
p { margin: 1mm 0 }
.nation, .motto { font-weight: 600; font-size: 12pt; margin: 0 auto }
.motto { margin-bottom: 7mm; border-bottom: .3mm solid #1b2430; width: 62mm }
.unit { font-size: 12pt; text-transform: uppercase }
h1 { font-size: 30pt; font-weight: 600; color: #a61b1b; margin: 4mm 0 2mm }
.name { font-size: 24pt; font-weight: 600; margin-top: 3mm }
.prize { font-size: 18pt; font-weight: 600; margin-top: 3mm }
.code { position: absolute; left: 18mm; bottom: 10mm; width: 110mm; text-align: left; font-size: 9pt }
.sign { position: absolute; right: 18mm; bottom: 30mm; width: 90mm; font-size: 12pt }
.law-qr { width: 26mm; height: 26mm }
"""
Face = tuple[str, int, Path]


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Every field a certificate bears; the page of its code shows the same."""

    code: str
    name: str
    prize: str
    contest: str
    round: str
    unit: str
    figure: str
    organiser: str
    decided_on: date

    @property
    def contest_words(self) -> str:
        """The contest with its round."""
        return f"Cuộc thi “{self.contest}”" + (f", {self.round}" if self.round else "")


def certificate_html(pages: Sequence[tuple[Certificate, str]], faces: Iterable[Face] = ()) -> str:
    """One page for each (certificate, drawing of its QR code); `faces` are the letters as (family, weight, file)."""
    rules = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{path.as_uri()}") }}'
        for family, weight, path in faces
    )
    head = f'<meta charset="utf-8"><title>Giấy chứng nhận</title><style>{rules}{STYLE}</style>'
    body = "".join(_page(one, drawing) for one, drawing in pages)
    return f'<!doctype html><html lang="vi"><head>{head}</head><body>{body}</body></html>'


def _page(one: Certificate, drawing: str) -> str:
    day = one.decided_on
    lines = (
        ("nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("motto", "Độc lập - Tự do - Hạnh phúc"),
        ("unit", one.organiser),
        ("", ""),
        ("name", one.name),
        ("where", one.unit),
        ("prize", one.prize),
        ("contest", one.contest_words),
        ("figure", one.figure),
    )
    words = "".join(
        f'<p class="{name}">{escape(text)}</p>' if text else "" if name else "<h1>GIẤY CHỨNG NHẬN</h1>"
        for name, text in lines
    )
    sign = f"<p>Ngày {day:%d} tháng {day:%m} năm {day:%Y}</p><p><b>{escape(one.organiser)}</b></p>"
    code = f"{drawing}<p>Quét mã để đối chiếu từng dòng trên giấy này.</p><p>{escape(one.code)}</p>"
    return f'<section class="page">{words}<div class="code">{code}</div><div class="sign">{sign}</div></section>'
