"""A document as JSON, and the JSON Schema (draft 2020-12) that describes it and is published with it."""

from datetime import date
from typing import Any

from ..lines import Finding
from ..tree import Header, Level, Node, Parsed, Signature

VERSION = "1"
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:luatgandan:schema:legal-document:1",
    "title": "Văn bản pháp luật có cấu trúc",
    "description": "Phần đầu, thân theo Phần, Chương, Mục, Điều, khoản, điểm; phần ký, nơi nhận, phụ lục và chú thích.",
    "type": "object",
    "required": ["version", "header", "body"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": VERSION},
        "valid_on": {**_TEXT, "format": "date", "description": "Ngày mà lời văn này có hiệu lực, khi tải từ thư viện"},
        "header": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "kind": {**_TEXT, "description": "Loại văn bản, ví dụ Nghị định"},
                "number": {**_TEXT, "description": "Số, ký hiệu như in trên văn bản"},
                "issuers": {**_TEXTS, "description": "Cơ quan ban hành"},
                "place": {**_TEXT, "description": "Địa danh"},
                "issued_on": {"type": ["string", "null"], "format": "date", "description": "Ngày ban hành"},
                "title": {**_TEXT, "description": "Trích yếu"},
                "bases": {**_TEXTS, "description": "Căn cứ ban hành"},
                "enacting": {**_TEXT, "description": "Lời ban hành"},
            },
        },
        "body": {"type": "array", "items": {"$ref": "#/$defs/unit"}},
        "signatures": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"authority": _TEXT, "post": _TEXT, "name": _TEXT},
            },
        },
        "recipients": _TEXTS,
        "annexes": {"type": "array", "items": {"$ref": "#/$defs/unit"}},
        "notes": {"type": "array", "items": {"$ref": "#/$defs/unit"}},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "message"],
                "additionalProperties": False,
                "properties": {"code": _TEXT, "message": _TEXT, "line": {"type": "integer"}},
            },
        },
    },
    "$defs": {
        "unit": {
            "type": "object",
            "required": ["level"],
            "additionalProperties": False,
            "properties": {
                "level": {"enum": [level.value for level in Level], "description": "Tên phần tử Akoma Ntoso 3.0"},
                "number": {**_TEXT, "description": "Số hoặc chữ như viết, không có dấu: 12a, đ, IV"},
                "heading": _TEXT,
                "text": {**_TEXT, "description": "Lời đứng trước các đơn vị con, mỗi đoạn một dòng"},
                "eid": {**_TEXT, "pattern": "^[A-Za-z0-9_-]+$", "description": "Akoma Ntoso eId"},
                "rows": {"type": "array", "items": _TEXTS},
                "lines": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
                "confidence": {"type": "number", "minimum": 0, "maximum": 1},
                "children": {"type": "array", "items": {"$ref": "#/$defs/unit"}},
            },
        },
    },
}


def to_json(parsed: Parsed) -> dict[str, Any]:
    """The document as plain values after `SCHEMA`."""
    header = parsed.header
    return {
        "version": VERSION,
        "header": {
            "kind": header.kind,
            "number": header.number,
            "issuers": list(header.issuers),
            "place": header.place,
            "issued_on": header.issued_on.isoformat() if header.issued_on else None,
            "title": header.title,
            "bases": list(header.bases),
            "enacting": header.enacting,
        },
        "body": [node.to_json() for node in parsed.body],
        "signatures": [{"authority": one.authority, "post": one.post, "name": one.name} for one in parsed.signatures],
        "recipients": list(parsed.recipients),
        "annexes": [node.to_json() for node in parsed.annexes],
        "notes": [node.to_json() for node in parsed.notes],
        "findings": [{"code": one.code, "message": one.message, "line": one.line} for one in parsed.findings],
    }


def from_json(values: dict[str, Any]) -> Parsed:
    """The document that `to_json` wrote. Raises KeyError or ValueError for values of another form."""
    header = dict(values["header"])
    day = header.pop("issued_on", None)
    texts = {name: tuple(header.pop(name, ())) for name in ("issuers", "bases")}
    return Parsed(
        header=Header(
            **header, issuers=texts["issuers"], bases=texts["bases"], issued_on=date.fromisoformat(day) if day else None
        ),
        body=_units(values, "body"),
        signatures=tuple(Signature(**one) for one in values.get("signatures", ())),
        recipients=tuple(values.get("recipients", ())),
        annexes=_units(values, "annexes"),
        findings=tuple(Finding(**one) for one in values.get("findings", ())),
        notes=_units(values, "notes"),
    )


def _units(values: dict[str, Any], name: str) -> tuple[Node, ...]:
    return tuple(Node.from_json(one) for one in values.get(name, ()))
