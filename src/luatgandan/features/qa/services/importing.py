"""Answers that offices kept in files become ready-made answers: nothing is public, a person checks before each use."""

from datetime import datetime

from django.db import transaction

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit import services as audit
from luatgandan.foundation.organisations.models import Organisation

from ..enums import Field
from ..importing import Plan, plan_rows, read_pairs
from ..models import AnswerTemplate


def plan_import(*, content: bytes, name: str) -> Plan:
    """What an import of this file would do, row by row; writes nothing. Raises ImportFileError."""
    known = AnswerTemplate.objects.values_list("title", flat=True)
    return plan_rows(read_pairs(content, name), known=known)


@transaction.atomic
def import_answers(*, plan: Plan, organisation: Organisation, field: Field, at: datetime, by: Person | None) -> int:
    """Keep the new rows of a plan as ready-made answers of `organisation`; returns how many. Once more adds nothing."""
    standing = set(AnswerTemplate.objects.values_list("title", flat=True))
    new = [
        AnswerTemplate(
            title=row.title, field=field, organisation=organisation, short=row.short, explanation=row.explanation,
            changed_at=at,
        )
        for row in plan.new
        if row.title not in standing
    ]  # fmt: skip
    AnswerTemplate.objects.bulk_create(new)
    audit.record(
        action="qa.import_answers", at=at, actor=by, organisation_code=organisation.code, detail={"count": len(new)}
    )
    return len(new)
