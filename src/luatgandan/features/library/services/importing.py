"""Importing one file: read, parsed, recognised, stored; a bad file is told of and harms nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.backends.ocr import get_ocr
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import publish
from luatgandan.lib.files import Reading, UnreadableFileError, read_file
from luatgandan.lib.legaltext.consolidated import Consolidation, read_consolidation
from luatgandan.lib.legaltext.structure import parse
from luatgandan.lib.legaltext.tree import Parsed

from ..enums import FileState, Origin, RelationKind
from ..events import DocumentPublished
from ..models import Document, SourceFile
from .files import bytes_of
from .identifying import Identity, UnknownDocumentError, find_or_make
from .meaning import read_meaning
from .relations import Related, relate
from .texts import Source, Stored, store_text

SURE = 0.9  # below this, a person should look at the reading


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one file: its state, the document, how many articles, and a sentence for the person."""

    name: str
    state: FileState
    message: str
    document: Document | None = None
    articles: int = 0
    is_new: bool = False


def import_file(*, file: SourceFile, at: datetime, by: str = "") -> Outcome:
    """Read `file` into the library. Never raises for what the file is: the outcome and the row say what is wrong."""
    try:
        reading = read_file(bytes_of(file), file.name, ocr=get_ocr().read)
        parsed = parse(reading.lines)
        with transaction.atomic():
            outcome = _store(file, reading, parsed, at, by)
    except (UnreadableFileError, UnknownDocumentError) as problem:
        state = FileState.FAILED if isinstance(problem, UnreadableFileError) else FileState.TO_CHECK
        outcome = Outcome(name=file.name, state=state, message=str(problem))
    _mark(file, outcome)
    return outcome


def _store(file: SourceFile, reading: Reading, parsed: Parsed, at: datetime, by: str) -> Outcome:
    parsed = replace(parsed, findings=(*reading.findings, *parsed.findings))
    consolidation = read_consolidation(reading.lines)
    identity = Identity.of_act(consolidation.base) if consolidation else Identity.of_header(parsed.header)
    document, made = find_or_make(identity)
    since = consolidation.text_since if consolidation else None
    source = Source(at=at, by=by, file=file, valid_from=since)
    stored = store_text(document=document, parsed=parsed, source=source)
    if consolidation:
        relate_consolidation(document=document, consolidation=consolidation)
    read_meaning(edition=stored.edition, parsed=parsed)
    file.format, file.confidence, file.document = reading.format.value, reading.confidence, document
    publish(DocumentPublished(document_id=document.pk, eids=tuple(node.eid for node in parsed.articles)))
    content_changed()
    return _outcome(file, document, parsed, stored, made)


def relate_consolidation(*, document: Document, consolidation: Consolidation) -> None:
    """Record which documents amended `document`, as its consolidated text says."""
    amendments = [
        Related(kind=RelationKind.AMENDS, number=act.number, name=act.name, is_passive=True, on=act.effective_on)
        for act in consolidation.amendments
    ]
    relate(document=document, relations=amendments, origin=Origin.MERGED)


def _outcome(file: SourceFile, document: Document, parsed: Parsed, stored: Stored, made: bool) -> Outcome:
    articles = len(parsed.articles)
    unsure = stored.edition.confidence < SURE or file.confidence < SURE or not articles
    state = FileState.TO_CHECK if unsure else FileState.READ
    message = _("%(count)d điều; %(new)d đơn vị mới, %(changed)d đổi lời, %(same)d như cũ.") % {
        "count": articles,
        "new": stored.new,
        "changed": stored.changed,
        "same": stored.same,
    }
    if unsure:
        message = _("Cần người xem lại: máy đọc chưa chắc. %s") % message
    return Outcome(name=file.name, state=state, message=message, document=document, articles=articles, is_new=made)


def _mark(file: SourceFile, outcome: Outcome) -> None:
    file.state = outcome.state
    file.problem = "" if outcome.state == FileState.READ else outcome.message
    file.save(update_fields=["state", "problem", "format", "confidence", "document"])
