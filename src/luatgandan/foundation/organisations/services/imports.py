"""Keeping an uploaded sheet, and applying it as a whole or not at all."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.audit.services import Actor, record
from luatgandan.lib.events import publish
from luatgandan.lib.vietnamese import clean, fold

from ..enums import SERVICE_KINDS
from ..events import OrganisationsChanged
from ..models import Organisation, OrganisationImport, OrganisationState
from ..spreadsheet import CREATE, UPDATE, Progress, Report, RowReport, check, read_sheet
from .states import TreeError, first_states
from .tree import MAX_PATH

KEPT = timedelta(days=7)
BATCH = 500
DETAILS = ("ward_id", "phone", "email", "address", "note", "headcount", "headcount_on")


class NotAppliedError(ValueError):
    """The sheet cannot be applied as it is; the message tells the person why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What an import did."""

    created: int
    updated: int


@transaction.atomic
def keep_upload(*, name: str, content: bytes, at: datetime, actor: Actor | None) -> OrganisationImport:
    """Keep the file until it is confirmed; files that nobody confirmed in a week go."""
    OrganisationImport.objects.filter(applied_at=None, uploaded_at__lt=at - KEPT).delete()
    return OrganisationImport.objects.create(
        name=clean(name)[-200:],
        content=content,
        uploaded_at=at,
        uploaded_by=str(actor.public_id) if actor else "",
    )


@transaction.atomic
def apply_import(
    *, upload: OrganisationImport, expected: str, skip_errors: bool, at: datetime, actor: Actor | None
) -> Applied:
    """Check the kept file again and write what the person saw (`expected` is that report's digest).

    Raises NotAppliedError when it was applied before, has errors that are not to be skipped, or would now do
    something else.
    """
    upload = OrganisationImport.objects.select_for_update().get(pk=upload.pk)
    if upload.applied_at:
        raise NotAppliedError(_("Tệp này đã được nhập rồi."))
    report = check(read_sheet(bytes(upload.content)), today=timezone.localtime(at).date())
    if report.digest != expected:
        raise NotAppliedError(
            _("Dữ liệu đã thay đổi sau khi kiểm tra. Xem lại kết quả kiểm tra mới bên dưới rồi xác nhận.")
        )
    done = apply_report(report=report, skip_errors=skip_errors, source=upload.name, at=at, actor=actor)
    upload.applied_at, upload.content = at, b""
    upload.created_count, upload.updated_count = done.created, done.updated
    upload.save()
    return done


@transaction.atomic
def apply_report(
    *,
    report: Report,
    skip_errors: bool,
    source: str,
    at: datetime,
    actor: Actor | None,
    progress: Progress | None = None,
) -> Applied:
    """Write all rows without errors in one transaction. Raises NotAppliedError or TreeError, writing nothing."""
    if report.counts["error"] and not skip_errors:
        raise NotAppliedError(
            _("Còn %(count)d dòng có lỗi. Sửa tệp rồi tải lại, hoặc chọn bỏ qua các dòng có lỗi.")
            % {"count": report.counts["error"]}
        )
    created = _create([row for row in report.rows if row.action == CREATE], progress)
    updated = _update([row for row in report.rows if row.action == UPDATE], at)
    record(
        action="organisations.import",
        at=at,
        actor=actor,
        label=_("nhập từ bảng tính"),
        detail={"created": created, "updated": updated, "skipped": report.counts["error"], "digest": report.digest},
    )
    publish(OrganisationsChanged())
    return Applied(created=created, updated=updated)


def _create(rows: list[RowReport], progress: Progress | None) -> int:
    """Level by level from the top, because a child needs its parent's id and path."""
    parents = Organisation.objects.open().in_bulk(
        list({row.draft.parent_code for row in rows} - {""}), field_name="code"
    )
    waiting = rows
    done = 0
    while waiting:
        level = [row for row in waiting if not row.draft.parent_code or row.draft.parent_code in parents]
        if not level:
            raise NotAppliedError(_("Có đơn vị cấp trên vừa bị xóa hoặc kết thúc. Tải tệp lên để kiểm tra lại."))
        ready = {id(row) for row in level}
        organisations = [_organisation(row, parents.get(row.draft.parent_code)) for row in level]
        Organisation.objects.bulk_create(organisations, batch_size=BATCH)
        OrganisationState.objects.bulk_create(
            [state for one in organisations for state in first_states(one)], batch_size=BATCH
        )
        parents |= {one.code: one for one in organisations}
        waiting = [row for row in waiting if id(row) not in ready]
        done += len(level)
        if progress:
            progress(done, len(rows))
    return done


def _organisation(row: RowReport, parent: Organisation | None) -> Organisation:
    draft = row.draft
    path = f"{parent.path if parent else '/'}{draft.code}/"
    if len(path) > MAX_PATH:
        raise TreeError(_("Dòng %(row)d: cây đơn vị quá sâu. Dùng mã ngắn hơn.") % {"row": row.number})
    return Organisation(
        code=draft.code,
        name=draft.name,
        folded=fold(draft.name),
        kind=draft.kind,
        parent=parent,
        path=path,
        is_service_point=draft.kind in SERVICE_KINDS,
        **draft.details,
    )


def _update(rows: list[RowReport], at: datetime) -> int:
    standing = Organisation.objects.in_bulk([row.draft.code for row in rows], field_name="code")
    for row in rows:
        one = standing[row.draft.code]
        one.kind = row.draft.kind
        one.changed_at = at
        for name, value in row.draft.details.items():
            setattr(one, name, value)
    Organisation.objects.bulk_update(standing.values(), [*DETAILS, "kind", "changed_at"], batch_size=BATCH)
    return len(rows)
