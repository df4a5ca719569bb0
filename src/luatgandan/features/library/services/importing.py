"""Importing one file: read, parsed, recognised, stored; a bad file is told of and harms nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.backends.ocr import get_ocr
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import publish
from luatgandan.lib.files import Format, Reading, UnreadableFileError, read_file
from luatgandan.lib.legaltext.consolidated import read_consolidation
from luatgandan.lib.legaltext.corrections import Edit, correct
from luatgandan.lib.legaltext.lines import Finding, Line
from luatgandan.lib.legaltext.structure import parse, split_documents
from luatgandan.lib.legaltext.structure.notes import without_marks
from luatgandan.lib.legaltext.tree import Header, Parsed

from ..enums import FileState
from ..events import DocumentPublished
from ..models import Document, SourceFile, Transcript
from .consolidating import amended_since, relate_consolidation
from .files import bytes_of
from .identifying import Identity, UnknownDocumentError, find_or_make
from .meaning import read_meaning
from .texts import Source, Stored, store_text

SURE = 0.9  # below this, a person should look at the reading
LOST = "correction-lost"
LOOKS = {  # findings that a person must see
    "two-documents": gettext_lazy("Tệp có từ hai văn bản trở lên, mới nhập văn bản đầu."),
    "instruction_to_ai": gettext_lazy("Trong tệp có câu ra lệnh cho máy; câu ấy được giữ như chữ thường."),
    LOST: gettext_lazy("Có chỗ đã sửa tay không còn khớp với bản đọc mới."),
}
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one file: its state, the document, how many articles, and a sentence for the person."""

    name: str
    state: FileState
    message: str
    document: Document | None = None
    articles: int = 0
    is_new: bool = False


def import_file(*, file: SourceFile, at: datetime, by: str = "", progress: Progress | None = None) -> Outcome:
    """Read `file` into the library. Never raises for what the file is: the outcome and the row say what is wrong.

    `progress(page, pages)` is called while a PDF is read.
    """
    try:
        reading = read_file(bytes_of(file), file.name, ocr=get_ocr().read, progress=progress)
    except UnreadableFileError as problem:
        outcome = Outcome(name=file.name, state=FileState.FAILED, message=str(problem))
        mark_file(file, outcome)
        return outcome
    keep_transcript(file=file, reading=reading, at=at)
    return _import_reading(file, reading, at, by)


def import_transcript(*, file: SourceFile, at: datetime, by: str = "") -> Outcome:
    """Import `file` anew as it was read last, with what people corrected since."""
    kept = file.transcript
    reading = Reading(Format(kept.format), kept.lines, kept.notes, pages=kept.pages)
    return _import_reading(file, reading, at, by)


def keep_transcript(*, file: SourceFile, reading: Reading, at: datetime) -> None:
    """Keep the lines that were read of `file`: corrections are made on them."""
    values = {
        "format": reading.format.value,
        "pages": reading.pages,
        "packed": Transcript.pack(reading.lines),
        "findings": [asdict(one) for one in reading.findings],
        "read_at": at,
    }
    transcript, _is_new = Transcript.objects.update_or_create(file=file, defaults=values)
    file.transcript = transcript


def _import_reading(file: SourceFile, reading: Reading, at: datetime, by: str) -> Outcome:
    file.format, file.confidence = reading.format.value, reading.confidence
    try:
        with transaction.atomic():
            outcome = _store_parts(file, reading, at, by)
    except UnknownDocumentError as problem:
        outcome = Outcome(name=file.name, state=FileState.TO_CHECK, message=str(problem))
    mark_file(file, outcome)
    return outcome


def _store_parts(file: SourceFile, reading: Reading, at: datetime, by: str) -> Outcome:
    """The document of a file, or all of them when a person said so."""
    correction = file.corrections.current().first()
    corrected = correct(reading.lines, correction.steps if correction else ())
    findings = (*reading.findings, *(_lost(edit) for edit in corrected.lost))
    if not (correction and correction.takes_all):
        parsed = parse(corrected.lines)
        header = corrected_header(parsed.header, correction.header if correction else {})
        parsed = replace(parsed, header=header, findings=(*findings, *parsed.findings))
        return _store(file, corrected.lines, parsed, at, by, is_checked=correction is not None)
    outcomes = []
    for place, lines in enumerate(split_documents(corrected.lines)):
        parsed = parse(lines)
        parsed = replace(parsed, findings=(*(findings if place == 0 else ()), *parsed.findings))
        outcomes.append(_store(file, lines, parsed, at, by, is_checked=True))
    return _together(outcomes)


def _together(outcomes: list[Outcome]) -> Outcome:
    """Several documents of one file; the file belongs to the first."""
    first = outcomes[0]
    message = " ".join(f"{one.document}: {one.message}" for one in outcomes)
    worst = next((one.state for one in outcomes if one.state != FileState.READ), FileState.READ)
    return replace(first, state=worst, message=message, articles=sum(one.articles for one in outcomes))


def _lost(edit: Edit) -> Finding:
    message = _("Chỗ đã sửa tay ở dòng %(line)s không còn trong bản đọc mới, chưa áp dụng: “%(words)s”.")
    return Finding(LOST, message % {"line": edit.line + 1, "words": edit.anchor[:120]}, edit.line)


def corrected_header(header: Header, known: Mapping[str, str]) -> Header:
    """The head of a document with what a person filled in (kind, number, issuer, issued_on, title)."""
    day = known.get("issued_on")
    return replace(
        header,
        kind=known.get("kind") or header.kind,
        number=known.get("number") or header.number,
        issuers=(known["issuer"],) if known.get("issuer") else header.issuers,
        issued_on=date.fromisoformat(day) if day else header.issued_on,
        title=known.get("title") or header.title,
    )


def _store(
    file: SourceFile, lines: Sequence[Line], parsed: Parsed, at: datetime, by: str, *, is_checked: bool
) -> Outcome:
    consolidation = read_consolidation(lines)
    identity = Identity.of_act(consolidation.base) if consolidation else Identity.of_header(parsed.header)
    document, made = find_or_make(identity)
    source = Source(at=at, by=by, file=file)
    if consolidation:
        source = replace(
            source,
            valid_from=consolidation.text_since,
            since=amended_since(consolidation=consolidation, parsed=parsed, lines=lines),
            note=f"{parsed.header.kind} {parsed.header.number}".strip()[:300],
        )
        parsed = without_marks(parsed)
    stored = store_text(document=document, parsed=parsed, source=source)
    if consolidation:
        relate_consolidation(document=document, consolidation=consolidation)
    read_meaning(edition=stored.edition, parsed=parsed)
    publish(DocumentPublished(document_id=document.pk, eids=tuple(node.eid for node in parsed.articles)))
    content_changed()
    doubt = _doubt(file, parsed, stored, is_checked=is_checked)
    return _outcome(file, document, parsed, stored, made, doubt)


def _doubt(file: SourceFile, parsed: Parsed, stored: Stored, *, is_checked: bool) -> str:
    """Why a person should look at the reading; empty when there is no need. What a person corrected is sure enough."""
    codes = {one.code for one in parsed.findings}
    if told := next((sentence for code, sentence in LOOKS.items() if code in codes), ""):
        return str(told)
    if not parsed.articles and not is_checked:
        return _("Không thấy điều nào trong văn bản.")
    if not is_checked and (stored.edition.confidence < SURE or file.confidence < SURE):
        return _("Cần người xem lại: máy đọc chưa chắc.")
    return ""


def _outcome(file: SourceFile, document: Document, parsed: Parsed, stored: Stored, made: bool, doubt: str) -> Outcome:
    message = _("%(count)d điều; %(new)d đơn vị mới, %(changed)d đổi lời, %(same)d như cũ.") % {
        "count": len(parsed.articles),
        "new": stored.new,
        "changed": stored.changed,
        "same": stored.same,
    }
    return Outcome(
        name=file.name,
        state=FileState.TO_CHECK if doubt else FileState.READ,
        message=f"{doubt} {message}".strip(),
        document=document,
        articles=len(parsed.articles),
        is_new=made,
    )


def mark_file(file: SourceFile, outcome: Outcome) -> None:
    """Write on the row of a file what became of it."""
    file.state = outcome.state
    file.problem = "" if outcome.state == FileState.READ else outcome.message
    file.document = outcome.document or file.document
    file.save(update_fields=["state", "problem", "format", "confidence", "document"])
