"""Small .docx packages for tests: the body as WordprocessingML, other parts as given."""

import io
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(body: str, **parts: str | bytes) -> bytes:
    """A package; `parts` are other files of word/ without .xml: numbering=…, styles=…, footnotes=…"""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("word/document.xml", f"<w:document {_W} {_M}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            inside = text if isinstance(text, bytes) else text.replace("<w:", "<w:", 1)
            package.writestr(f"word/{name}.xml", _wrapped(name, inside) if isinstance(inside, str) else inside)
    return output.getvalue()


def _wrapped(name: str, inside: str) -> str:
    return f"<w:{name} {_W}>{inside}</w:{name}>"


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """One paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs((text, run))}</w:p>"


def runs(*parts: tuple[str, str]) -> str:
    """Runs of (text, properties)."""
    return "".join(f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' for text, look in parts)


def font(name: str) -> str:
    """Run properties that name a font."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'
