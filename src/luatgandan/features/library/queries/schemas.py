"""JSON Schema (draft 2020-12) of every kind of record, made from `models.details`; stable addresses /luoc-do/…"""

from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from ..enums import Audience, Licence, LinkKind, RecordKind
from ..models import DETAILS, Detail, Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHAPES: dict[Shape, dict[str, Any]] = {
    Shape.LINE: {"type": "string", "maxLength": 500, "pattern": "^[^\\n]*$"},
    Shape.TEXT: {"type": "string"},
    Shape.DAY: {"type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
    Shape.NUMBER: {"type": "integer", "minimum": 0},
    Shape.CHOICE: {"type": "string"},
    Shape.LIST: {"type": "array", "items": {"type": "string", "minLength": 1}},
    Shape.FLAG: {"type": "boolean"},
}
TEXT: dict[str, Any] = {"type": "string"}
ADDRESS: dict[str, Any] = {"type": "string", "format": "uri"}


def schema_url(kind: str) -> str:
    """Where the schema of a kind is served, for ever."""
    return f"{settings.SITE_URL}{reverse('library:record_schema', args=[kind])}"


@cache
def details_schema(kind: str) -> dict[str, Any]:
    """The schema of the part that is particular to a kind."""
    with override("vi"):
        details = DETAILS[kind]
        return {
            "type": "object",
            "properties": {detail.name: _detail(detail) for detail in details},
            "required": [detail.name for detail in details if detail.is_required],
            "additionalProperties": False,
        }


def _detail(detail: Detail) -> dict[str, Any]:
    schema = {"title": str(detail.label), **SHAPES[detail.shape]}
    if detail.hint:
        schema["description"] = str(detail.hint)
    if detail.choices:
        schema["oneOf"] = [{"const": value, "title": str(label)} for value, label in detail.choices]
    if detail.is_required and detail.shape in (Shape.LINE, Shape.TEXT):
        schema["minLength"] = 1
    if detail.is_required and detail.shape is Shape.FLAG:
        schema["const"] = True
    return schema


def record_schema(kind: str) -> dict[str, Any]:
    """The schema of a published record of one kind, as `du-lieu.json` gives it."""
    with override("vi"):
        title = str(RecordKind(kind).label)
    return {
        "$schema": DIALECT,
        "$id": schema_url(kind),
        "title": title,
        "type": "object",
        "properties": {"kind": {"const": kind}, **_common(), "details": details_schema(kind)},
        "required": ["schema", "url", "kind", "slug", "title", "organisation", "language", "licence", "is_example",
                     "version", "published_at", "changed_at", "files", "cites", "citations", "links", "details"],
        "additionalProperties": False,
    }  # fmt: skip


def _common() -> dict[str, Any]:
    return {
        "schema": ADDRESS,
        "url": ADDRESS,
        "slug": {"type": "string", "pattern": "^[-a-z0-9]+$"},
        "title": {"type": "string", "minLength": 1},
        "abstract": TEXT,
        "body": TEXT,
        "organisation": _object(code=TEXT, name=TEXT),
        "issuer": TEXT,
        "number": TEXT,
        "issued_on": {"type": ["string", "null"], "format": "date"},
        "field": TEXT,
        "audience": {"enum": [*Audience.values, ""]},
        "language": {"enum": [code for code, _name in settings.LANGUAGES]},
        "licence": {"enum": Licence.values},
        "source_url": TEXT,
        "document": {"oneOf": [{"type": "null"}, _object(number=TEXT, name=TEXT, url=ADDRESS)]},
        "is_example": {"type": "boolean"},
        "version": {"type": "integer", "minimum": 1},
        "published_at": {"type": "string", "format": "date-time"},
        "changed_at": {"type": "string", "format": "date-time"},
        "files": _list(_object(name=TEXT, url=ADDRESS, media_type=TEXT, size={"type": "integer"}, sha256=TEXT)),
        "cites": _list(TEXT),
        "citations": _list(_object(number=TEXT, document=TEXT, eid=TEXT, label=TEXT, says=TEXT, url=ADDRESS)),
        "links": _list(
            _object(relation={"enum": LinkKind.values}, direction={"enum": ["to", "from"]}, name=TEXT, url=ADDRESS)
        ),
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
