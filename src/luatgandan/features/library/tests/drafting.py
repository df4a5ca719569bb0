"""Records of the repository, made and taken to the public."""

from typing import Any

from luatgandan.features.library.enums import RecordKind
from luatgandan.features.library.models import DETAILS, Record, Shape
from luatgandan.features.library.services import records as services
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.organisations.models import Organisation

from .laws import NOW

LESSON = {"school": "thcs", "objectives": "Biết đội mũ bảo hiểm.", "activities": "- Hỏi\n- Đáp"}
Units = dict[str, Organisation]


def sample(kind: str) -> dict[str, Any]:
    """Details of a kind with every field filled in."""
    values = {Shape.LINE: "dòng", Shape.TEXT: "đoạn", Shape.DAY: "2026-01-02", Shape.NUMBER: 45, Shape.LIST: ["một"],
              Shape.FLAG: True}  # fmt: skip
    return {one.name: one.choices[0][0] if one.choices else values[one.shape] for one in DETAILS[kind]}


def draft(unit: Organisation, by: Person | None, kind: str = RecordKind.SCHOOL_MATERIAL, **content: Any) -> Record:
    details = content.pop("details", LESSON if kind == RecordKind.SCHOOL_MATERIAL else sample(kind))
    whole = {"title": "Bài đội mũ bảo hiểm", "details": details, **content}
    return services.create_record(kind=kind, organisation=unit, content=whole, by=by, at=NOW)


def publish(record: Record, writer: Person, approver: Person) -> Record:
    services.submit_record(record=record, by=writer, at=NOW)
    services.check_record(record=record, by=approver, at=NOW)
    services.approve_record(record=record, by=approver, at=NOW)
    return services.publish_record(record=record, by=approver, at=NOW)
