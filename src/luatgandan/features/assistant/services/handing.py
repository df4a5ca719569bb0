"""Handing a draft over: it becomes a record of the repository, a quiz questions of the bank of its unit.

Both publish by their own two-person flow.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.features.library.enums import RecordKind
from luatgandan.features.library.models import Document
from luatgandan.features.library.queries.citing import citation_text
from luatgandan.features.library.services.records import RecordError, create_record, save_revision, submit_record
from luatgandan.features.questionbank.services import BankError
from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.legaltext.tree import Header, Level, Node, Parsed
from luatgandan.lib.legaltext.writing import to_docx

from ..drafting.values import Line
from ..enums import DraftKind, LineRole, Origin
from ..models import Draft
from ..queries.addressing import nearest_address
from ..queries.drafts import Sheet, plain, sheet_of
from .drafts import DraftError, log_draft, open_lines
from .quizzing import hand_over_items

KINDS = {DraftKind.QUESTIONS: RecordKind.QUESTION_ANSWER, DraftKind.SITUATION: RecordKind.SITUATION}
MINUTES = {DraftKind.RADIO: 3}
PARTS = ("facts", "question", "solution", "lesson")  # of a situation, as the repository names them


@transaction.atomic
def hand_over(*, draft: Draft, seen: int, stands_for_own: bool, by: Person, at: datetime) -> Draft:
    """Make or renew the record of a draft and ask for its check, or the questions of a quiz; another person approves
    it there.

    Refused while blanks are open, a model's sentence has no proof, the law has changed since, or own sentences
    without proof are not answered for.
    """
    open_lines(draft, seen, by)
    sheet = sheet_of(draft)
    _refuse(sheet, stands_for_own)
    try:
        _moved(draft, sheet, by, at)
    except (RecordError, BankError) as refusal:
        raise DraftError(str(refusal)) from refusal
    log_draft(
        "hand_over_draft", draft, by, at, version=sheet.version.number, by_model=sheet.by_model,
        unproven=len(sheet.unproven),
    )  # fmt: skip
    return draft


def _refuse(sheet: Sheet, stands_for_own: bool) -> None:
    if sheet.draft.recalled_on:
        raise DraftError(_("Luật đã đổi sau khi soạn. Hãy bấm “Đối chiếu lại với luật hôm nay” rồi xem từng câu."))
    if sheet.blanks:
        raise DraftError(_("Còn %d chỗ chờ người soạn viết. Hãy viết hoặc bỏ các chỗ đó.") % sheet.blanks)
    if sheet.false_by_model:
        raise DraftError(_("Còn %d câu máy viết chưa có căn cứ. Hãy sửa hoặc bỏ các câu đó.") % sheet.false_by_model)
    if sheet.unproven and not stands_for_own:
        raise DraftError(_("Còn %d câu chưa có căn cứ. Hãy đánh dấu rằng bạn chịu trách nhiệm về các câu này.")
                         % len(sheet.unproven))  # fmt: skip


def _moved(draft: Draft, sheet: Sheet, by: Person, at: datetime) -> None:
    if draft.kind == DraftKind.QUIZ:
        lines = [row.line for row in sheet.rows]
        hand_over_items(draft=draft, lines=lines, notice=notice(sheet), by=by, at=at)
    else:
        _as_record(draft, sheet, by, at)


def _as_record(draft: Draft, sheet: Sheet, by: Person, at: datetime) -> None:
    content = content_of(draft, sheet)
    if draft.record is None:
        kind = KINDS.get(DraftKind(draft.kind), RecordKind.RAPPORTEUR_MATERIAL)
        draft.record = create_record(kind=kind, organisation=draft.organisation, content=content, by=by, at=at)
        draft.save(update_fields=["record"])
    else:
        note = _("Từ bài soạn %(draft)d, bản %(number)d") % {"draft": draft.pk, "number": sheet.version.number}
        save_revision(record=draft.record, content=content, by=by, at=at, note=note)
    submit_record(record=draft.record, by=by, at=at)


def content_of(draft: Draft, sheet: Sheet) -> dict[str, Any]:
    """The draft as content of a record: details of its kind, what it cites, and how the machine helped."""
    lines = [row.line for row in sheet.rows if row.line.part != "basis"]
    return {
        "title": draft.title,
        "body": f"## {_('Máy đã giúp thế nào')}\n{notice(sheet)}",
        "cites": list(_cites(draft)),
        "details": _details(draft, lines),
    }


def notice(sheet: Sheet) -> str:
    """What readers are told of the machine's part (Luật 134/2025/QH15)."""
    if sheet.by_model:
        return _("Có %d câu do máy (trí tuệ nhân tạo) viết từ điều luật; máy đã đối chiếu, người soạn và người duyệt "
                 "đã đọc từng câu.") % sheet.by_model  # fmt: skip
    return _("Máy lập khung và trích nguyên lời luật, không dùng mô hình ngôn ngữ; người soạn viết và người duyệt đã "
             "đọc phần còn lại.")  # fmt: skip


def _cites(draft: Draft) -> Sequence[str]:
    documents = Document.objects.in_bulk([document for document, _eid in draft.keys])
    return [citation_text(documents[document], nearest_address(eid)) for document, eid in draft.keys
            if document in documents]  # fmt: skip


def _details(draft: Draft, lines: Sequence[Line]) -> dict[str, Any]:
    if draft.kind == DraftKind.SITUATION:
        found = {part: _words(line for line in lines if line.part == part) for part in PARTS}
        return {part: words for part, words in found.items() if words}
    if draft.kind == DraftKind.QUESTIONS:
        questions = [line.text for line in lines if line.role == LineRole.QUESTION]
        return {"question": "\n".join(questions), "answer": "\n".join(map(_answer_line, lines))}
    found = {"topic": draft.title, "outline": plain(lines)}
    return {**found, "minutes": MINUTES[DraftKind(draft.kind)]} if draft.kind in MINUTES else found


def _words(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines if line.role != LineRole.HEADING)


def _answer_line(line: Line) -> str:
    return f"## {line.text}" if line.role in (LineRole.QUESTION, LineRole.HEADING) else line.text


def draft_docx(draft: Draft, sheet: Sheet, *, day: date) -> bytes:
    """The draft as a Word file to work on; it says that it is a draft, and what the machine wrote."""
    rows = [*(row.line for row in sheet.rows), Line(text=notice(sheet))]
    nodes = tuple(Node(Level.TEXT, text=_printed(line)) for line in rows)
    header = Header(kind=_("Bản nháp"), issuers=(draft.organisation.name,), title=draft.title, issued_on=day)
    return to_docx(Parsed(header=header, body=nodes))


def _printed(line: Line) -> str:
    mark = f" [{Origin(line.origin).label}]" if line.is_by_model else ""
    before = {LineRole.BLANK: "[…] ", LineRole.KEY: "→ ", LineRole.CHOICE: "– "}.get(line.role, "")
    return f"{before}{line.text}{mark}"
