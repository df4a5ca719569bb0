"""A certificate as a page to print; WeasyPrint makes it a PDF."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import ceil
from pathlib import Path

STYLE = """
@page { size: A4 landscape; margin: 14mm }
body { font: 14pt/1.45 "Giay", "Giay Khmer", "Be Vietnam Pro", "Noto Sans Khmer", sans-serif;
  color: #1b2430; margin: 0 }
.page { box-sizing: border-box; min-height: 181mm; border: 1.2mm solid #a61b1b; outline: .3mm solid #a61b1b;
  outline-offset: -3mm; padding: 12mm 18mm 8mm; text-align: center; break-after: page }
.page:last-child { break-after: auto }
p { margin: 1mm 0 }
.words { min-height: 103mm }
.nation, .motto { font-weight: 600; font-size: .86em; margin: 0 auto }
.motto { margin-bottom: .5em; border-bottom: .3mm solid #1b2430; width: 74mm }
.unit { font-size: .86em; text-transform: uppercase }
h1 { font-size: 2.1em; font-weight: 600; color: #a61b1b; margin: 3mm 0 1mm }
.name { font-size: 1.7em; font-weight: 600; margin-top: 2mm }
.prize { font-size: 1.3em; font-weight: 600; margin-top: 2mm }
.foot { display: table; width: 100%; table-layout: fixed }
.code { display: table-cell; vertical-align: bottom; text-align: left; font-size: 9pt }
.sign { display: table-cell; vertical-align: top; padding-bottom: 20mm; width: 90mm; font-size: .86em }
.law-qr { width: 26mm; height: 26mm }
"""
SIZES = (14, 12.5, 11, 10, 9, 8)  # points: the longest words still stand on one page, above code and signature
TALL, WIDE, SIGN_WIDE, POINT = 180, 222, 88, 0.3528  # what words have, in millimetres; a point in millimetres
LETTER, LINE = 0.6, 1.7  # a letter's width and a line's height with its margins, by the size of the letters
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


def _size(one: Certificate) -> float:
    """The largest size of letters in which everything stands on the page."""
    return next((size for size in SIZES if _tall(one, size * POINT) <= TALL), SIZES[-1])


def _tall(one: Certificate, letter: float) -> float:
    """How tall all lines are about, in millimetres, with letters of this size."""
    lines = ((one.organiser, 1.0), (one.name, 1.7), (one.unit, 1.0), (one.prize, 1.3), (one.contest_words, 1.0))
    words = sum(_lines(text, WIDE, letter * by) * letter * by * LINE for text, by in lines)
    return 6 * letter * LINE + words + max(40, 24 + _lines(one.organiser, SIGN_WIDE, letter * 0.86) * letter * LINE)


def _lines(text: str, wide: float, letter: float) -> int:
    return ceil(len(text) * letter * LETTER / wide)


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
    foot = f'<div class="foot"><div class="code">{code}</div><div class="sign">{sign}</div></div>'
    return f'<section class="page" style="font-size: {_size(one)}pt"><div class="words">{words}</div>{foot}</section>'
