"""Correcting what was read of a file: edits gathered in a draft, saved as a whole, undone by choosing an earlier one.

A correction belongs to the file (its content), so it holds when the same file is read or imported again.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.audit.services import record
from luatgandan.lib.legaltext.corrections import Edit, EditKind, anchor_of, correct
from luatgandan.lib.legaltext.lines import Line, LineMark
from luatgandan.lib.legaltext.structure.marks import Kind, read_structure, read_unit
from luatgandan.lib.vietnamese import clean

from ..enums import CorrectionState, FileState
from ..models import Correction, SourceFile, Transcript
from .importing import Outcome, import_transcript

LONGEST = 20_000  # characters of one line that can be mended on the screen
MOST_EDITS = 2_000


class CorrectionRefusedError(ValueError):
    """Why a correction cannot be made, in words for the person."""


@transaction.atomic
def add_edit(
    *, file: SourceFile, kind: EditKind, line: int, value: str = "", by: Any, at: datetime, expected: int
) -> Correction:
    """Add one edit to the draft of a file, making the draft from what counts now when there is none.

    `expected` is how many edits the person saw; another count means that somebody else is at work on the same file.
    """
    draft = _draft(file, by, at)
    if len(draft.edits) != expected:
        raise CorrectionRefusedError(_("Người khác vừa sửa tệp này. Trang đã tải lại, hãy xem rồi sửa tiếp."))
    if len(draft.edits) >= MOST_EDITS:
        raise CorrectionRefusedError(_("Đã quá nhiều chỗ sửa. Hãy sửa trong tệp gốc rồi tải lên lại."))
    lines = correct(_transcript(file).lines, draft.steps).lines
    if not 0 <= line < len(lines):
        raise CorrectionRefusedError(_("Không còn dòng này. Trang đã tải lại, hãy chọn lại dòng."))
    value = _checked(lines, line, kind, value)
    draft.edits = [*draft.edits, Edit(kind, line, anchor_of(lines[line].text), value).to_json()]
    draft.made_at, draft.made_by = at, by
    draft.save()
    return draft


def _transcript(file: SourceFile) -> Transcript:
    try:
        return file.transcript
    except Transcript.DoesNotExist as error:
        raise CorrectionRefusedError(_("Tệp chưa được đọc. Hãy bấm “Đọc lại” rồi sửa.")) from error


def _draft(file: SourceFile, by: Any, at: datetime) -> Correction:
    draft = file.corrections.draft().select_for_update().first()
    return draft or _copy(_current(file) or Correction(file=file), CorrectionState.DRAFT, by, at)


def _current(file: SourceFile) -> Correction | None:
    return file.corrections.current().first()


def _copy(one: Correction, state: CorrectionState, by: Any, at: datetime) -> Correction:
    return Correction(
        file=one.file,
        state=state,
        edits=one.edits,
        header=one.header,
        takes_all=one.takes_all,
        made_at=at,
        made_by=by,
    )


# --- Whether an edit can be made ---------------------------------------------------------------------------------


def _checked(lines: tuple[Line, ...], place: int, kind: EditKind, value: str) -> str:
    """The value as it will be kept. Raises CorrectionRefusedError."""
    line = lines[place]
    if kind is EditKind.MARK:
        return _checked_mark(line, value)
    if line.rows:
        raise CorrectionRefusedError(_("Dòng này là bảng, không sửa lời hay nối được ở đây. Hãy sửa trong tệp gốc."))
    if kind is EditKind.JOIN:
        if place == 0 or lines[place - 1].rows:
            raise CorrectionRefusedError(_("Không có đoạn văn nào ngay trước dòng này để nối."))
        return ""
    return _checked_words(line, value)


def _checked_words(line: Line, value: str) -> str:
    if len(line.text) > LONGEST or len(value) > LONGEST:
        raise CorrectionRefusedError(
            _("Dòng dài hơn %(count)s ký tự, không sửa lời ở đây được. Hãy sửa trong tệp gốc.")
            % {"count": f"{LONGEST:,}".replace(",", ".")}
        )
    words = "\n".join(text for piece in value.splitlines() if (text := clean(piece)))
    if words == line.text:
        raise CorrectionRefusedError(_("Lời của dòng chưa thay đổi."))
    return words


def _checked_mark(line: Line, value: str) -> str:
    try:
        mark = LineMark(value)
    except ValueError as error:
        raise CorrectionRefusedError(_("Chưa chọn dòng này là gì.")) from error
    if mark is line.mark:
        raise CorrectionRefusedError(_("Dòng này đã được đánh dấu như vậy."))
    if not _can_begin(line.text, mark):
        raise CorrectionRefusedError(_NEEDS[mark])
    return mark.value


def _can_begin(text: str, mark: LineMark) -> bool:
    structure, unit = read_structure(text), read_unit(text)
    if mark is LineMark.ARTICLE:
        return structure is not None and structure.kind is Kind.ARTICLE
    if mark is LineMark.DIVISION:
        return structure is not None and structure.kind is Kind.DIVISION
    if mark is LineMark.CLAUSE:
        return unit is not None and unit.kind in (Kind.NUMBER, Kind.DECIMAL)
    if mark is LineMark.POINT:
        return unit is not None and unit.kind is Kind.LETTER
    return True


_NEEDS = {
    LineMark.DIVISION: "Dòng không bắt đầu bằng “Phần …”, “Chương …”, “Mục …”. Hãy sửa lời của dòng rồi đánh dấu.",
    LineMark.ARTICLE: "Dòng không bắt đầu bằng “Điều” và số (ví dụ “Điều 5.”). Hãy sửa lời của dòng rồi đánh dấu.",
    LineMark.CLAUSE: "Dòng không bắt đầu bằng số của khoản (ví dụ “2.”). Hãy sửa lời của dòng rồi đánh dấu.",
    LineMark.POINT: "Dòng không bắt đầu bằng chữ của điểm (ví dụ “b)”). Hãy sửa lời của dòng rồi đánh dấu.",
}


# --- Drafts ------------------------------------------------------------------------------------------------------


@transaction.atomic
def drop_last_edit(*, file: SourceFile) -> None:
    """Take back the last edit of the draft; a draft that says no more than what counts goes."""
    draft = file.corrections.draft().first()
    if draft is None:
        return
    current = _current(file)
    kept = current.edits if current else []
    draft.edits = draft.edits[:-1]
    if draft.edits == kept:
        draft.delete()
    else:
        draft.save(update_fields=["edits"])


@transaction.atomic
def discard_draft(*, file: SourceFile) -> None:
    """Forget what was being corrected; what counts stays."""
    file.corrections.draft().delete()


@transaction.atomic
def save_draft(*, file: SourceFile, note: str, by: Any, at: datetime) -> Outcome:
    """The draft counts from now on, and the file is imported with it; all of it or nothing."""
    draft = file.corrections.draft().first()
    if draft is None:
        raise CorrectionRefusedError(_("Chưa có chỗ sửa nào để lưu."))
    current = _current(file)
    if current:  # what was said of the document meanwhile
        draft.header, draft.takes_all = current.header, current.takes_all
    draft.note = note[:300]
    return _make_current(draft, "library.correct_file", by, at)


@transaction.atomic
def restore_correction(*, correction: Correction, by: Any, at: datetime) -> Outcome:
    """Use the corrections as they were at an earlier moment; that becomes the newest in the history."""
    discard_draft(file=correction.file)
    copy = _copy(correction, CorrectionState.CURRENT, by, at)
    copy.note = _("Dùng lại bản ngày %s") % f"{correction.made_at:%d/%m/%Y}"
    return _make_current(copy, "library.restore_correction", by, at)


@transaction.atomic
def use_machine_reading(*, file: SourceFile, by: Any, at: datetime) -> Outcome:
    """Use the file as the machine read it; what was filled in about the document stays."""
    discard_draft(file=file)
    current = _current(file)
    bare = Correction(file=file, header=current.header if current else {}, note=_("Dùng lại bản máy đọc"))
    return _make_current(bare, "library.restore_correction", by, at)


def _make_current(one: Correction, action: str, by: Any, at: datetime) -> Outcome:
    file = one.file
    _transcript(file)
    file.corrections.current().update(state=CorrectionState.PAST)
    one.state, one.made_at, one.made_by = CorrectionState.CURRENT, at, by
    one.save()
    detail = {"correction": one.pk, "edits": len(one.edits), "sha256": file.sha256}
    record(action=action, at=at, actor=by, target=file, detail=detail)
    return import_transcript(file=file, at=at, by=str(by)[:120])


# --- What the file is --------------------------------------------------------------------------------------------


@transaction.atomic
def assign_document(*, file: SourceFile, header: Mapping[str, str], by: Any, at: datetime) -> Outcome:
    """Say which document a file is (kind, number, issuer, issued_on, title), and import it as that one."""
    one = _copy(_current(file) or Correction(file=file), CorrectionState.CURRENT, by, at)
    one.header = {name: value for name, value in header.items() if value}
    one.note = _("Gán vào văn bản %s") % header.get("number", "")
    return _make_current(one, "library.assign_file", by, at)


@transaction.atomic
def take_all_documents(*, file: SourceFile, by: Any, at: datetime) -> Outcome:
    """Import every document of a file that holds several."""
    one = _copy(_current(file) or Correction(file=file), CorrectionState.CURRENT, by, at)
    one.takes_all, one.note = True, _("Nhập mọi văn bản trong tệp")
    return _make_current(one, "library.take_all_documents", by, at)


@transaction.atomic
def accept_file(*, file: SourceFile, by: Any, at: datetime) -> None:
    """A person looked at a doubtful reading and found it right."""
    if file.state != FileState.TO_CHECK or file.document is None:
        raise CorrectionRefusedError(_("Chỉ xác nhận được tệp đã nhập và đang chờ người xem."))
    file.state, file.problem = FileState.READ, ""
    file.save(update_fields=["state", "problem"])
    record(action="library.accept_file", at=at, actor=by, target=file, detail={"sha256": file.sha256})
