"""Parts that are the same for every document: content types, relations, styles, the header with the page number.

Lengths: A4 11906 by 16838 twentieths of a point; margins 20 mm above and below, 30 mm left, 15 mm right (Nghị định
30/2020/NĐ-CP, Phụ lục I, mục I.2); sizes of letters in half points.
"""

from xml.sax.saxutils import escape

from ...tree import Header

_TOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FORM = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
CONTENT_TYPES = (
    f'{_TOP}<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_FORM}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_FORM}.styles+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_FORM}.header+xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/>'
    "</Types>"
)
RELATIONS = (
    f'{_TOP}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
RELATIONS_OF_DOCUMENT = (
    f'{_TOP}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/header" Target="header1.xml"/>'
    "</Relationships>"
)
HEADER = (
    f'{_TOP}<w:hdr xmlns:w="{WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    "</w:p></w:hdr>"
)


def _style(name: str, title: str, paragraph: str, letters: str = "", level: int = -1) -> str:
    outline = f'<w:outlineLvl w:val="{level}"/>' if level >= 0 else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}{outline}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


_CENTRED = '<w:keepNext/><w:spacing w:before="120" w:after="120"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>'
_FONT = "Times New Roman"
_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
STYLES = (
    f'{_TOP}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>'
    '<w:spacing w:before="120" w:after="0" w:line="264" w:lineRule="auto"/>'
    '<w:ind w:firstLine="720"/><w:jc w:val="both"/>'
    "</w:pPr></w:style>"
    + _style("Heading1", "heading 1", _CENTRED, _BOLD, 0)
    + _style("Heading2", "heading 2", '<w:keepNext/><w:spacing w:before="120"/>', _BOLD, 1)
    + _style("Kind", "Loại văn bản", _CENTRED, _BOLD + '<w:sz w:val="28"/>')
    + _style("About", "Trích yếu", _CENTRED, _BOLD)
    + _style("Basis", "Căn cứ", "", _ITALIC)
    + _style(
        "Head",
        "Phần đầu",
        '<w:spacing w:before="0"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>',
        '<w:sz w:val="26"/>',
    )
    + _style(
        "Recipients",
        "Nơi nhận",
        '<w:spacing w:before="0"/><w:ind w:firstLine="0"/><w:jc w:val="left"/>',
        '<w:sz w:val="22"/>',
    )
    + _style(
        "Cell",
        "Ô bảng",
        '<w:spacing w:before="40" w:after="40"/><w:ind w:firstLine="0"/><w:jc w:val="left"/>',
        '<w:sz w:val="24"/>',
    )
    + _style("Note", "Chú thích", '<w:spacing w:before="60"/><w:ind w:firstLine="0"/>', '<w:sz w:val="22"/>')
    + "</w:styles>"
)


def properties(header: Header) -> str:
    """Title and issuer, as Word shows them; no name of a person and no time."""
    title = " ".join(part for part in (header.kind, header.number, header.title) if part)
    return (
        f'{_TOP}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(', '.join(header.issuers))}</dc:creator>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )
