"""Small PDFs for tests: lines of text at given places, in a simple font whose bytes stand for any letters."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """Letters at a place in points from the lower left corner; every letter is half as wide as high."""

    text: str
    x: float
    y: float
    size: float = 12
    is_bold: bool = False


def pdf(pages: Sequence[Sequence[Text]], *, drawing: str = "", encrypted: bool = False, rotate: str = "") -> bytes:
    """A PDF of A4 pages; `drawing` are raw operators on every page, `rotate` a text matrix "a b c d"."""
    letters = sorted({letter for page in pages for one in page for letter in one.text if letter > "~"})
    codes = {chr(code): code for code in range(32, 127)} | {letter: 127 + i for i, letter in enumerate(letters)}
    objects: list[bytes] = []
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
    objects.append(b"<</Type/Catalog/Pages 2 0 R>>")
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    for name in ("Helvetica", "Helvetica-Bold"):
        widths = " ".join(["500"] * 224)
        objects.append(
            f"<</Type/Font/Subtype/Type1/BaseFont/{name}/FirstChar 32/LastChar 255/Widths[{widths}]"
            "/Encoding/WinAnsiEncoding/ToUnicode 5 0 R>>".encode()
        )
    objects.append(_stream(_cmap(codes)))
    for page in pages:
        index = len(objects) + 1
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {index + 1} 0 R"
            "/Resources<</Font<</F 3 0 R/B 4 0 R>>>>>>".encode()
        )
        objects.append(_stream(drawing + "\n" + "\n".join(_shown(one, codes, rotate) for one in page)))
    return _file(objects, encrypted)


def _shown(one: Text, codes: dict[str, int], rotate: str) -> str:
    data = "".join(f"{codes[letter]:02x}" for letter in one.text)
    return f"BT /{'B' if one.is_bold else 'F'} {one.size} Tf {rotate or '1 0 0 1'} {one.x} {one.y} Tm <{data}> Tj ET"


def _cmap(codes: dict[str, int]) -> str:
    lines = [f"<{code:02x}> <{ord(letter):04x}>" for letter, code in codes.items()]
    blocks = [lines[start : start + 90] for start in range(0, len(lines), 90)]
    ranges = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <00> <ff> "
        f"endcodespacerange\n{ranges}\nendcmap end end"
    )


def _stream(text: str) -> bytes:
    data = text.encode("latin-1")
    return f"<</Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: list[bytes], encrypted: bool) -> bytes:
    if encrypted:
        objects = [*objects, b"<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>"]
    output, places = bytearray(b"%PDF-1.4\n"), []
    for number, data in enumerate(objects, 1):
        places.append(len(output))
        output += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    start = len(output)
    output += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    output += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    locked = f"/Encrypt {len(objects)} 0 R/ID[<{'43' * 16}><{'43' * 16}>]" if encrypted else ""
    output += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{locked}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(output)
