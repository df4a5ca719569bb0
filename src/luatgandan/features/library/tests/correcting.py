"""A file whose reading is corrected: with two lines cut and one misread."""

from luatgandan.features.library.models import Correction, ProvisionVersion, SourceFile
from luatgandan.features.library.queries import sheets
from luatgandan.features.library.services.corrections import add_edit
from luatgandan.features.library.services.files import receive_bytes
from luatgandan.features.library.services.importing import import_file
from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.legaltext.corrections import EditKind

from . import circulars
from .laws import NOW

BROKEN = circulars.circular().replace("b) Không tẩy xóa.", "b) Không tẩy\nxóa.").replace("2. Sổ được", "2, Sổ được")


def imported(name: str, content: bytes) -> SourceFile:
    row, _is_new = receive_bytes(name=name, content=content, at=NOW)
    import_file(file=row, at=NOW)
    row.refresh_from_db()
    return row


def line_of(file: SourceFile, start: str) -> int:
    """The number of the line that begins with these words, with the draft."""
    found = sheets.corrected_lines(file, sheets.edits_of(file, with_draft=True)).lines
    return next(place for place, line in enumerate(found) if line.text.startswith(start))


def change(file: SourceFile, by: Person, kind: EditKind, start: str, value: str = "") -> Correction:
    expected = len(sheets.edits_of(file, with_draft=True))
    return add_edit(file=file, kind=kind, line=line_of(file, start), value=value, by=by, at=NOW, expected=expected)


def article(file: SourceFile, number: int = 2) -> ProvisionVersion:
    return ProvisionVersion.objects.get(provision__document=file.document, provision__eid=f"art_{number}")


def clauses(file: SourceFile) -> list[str]:
    return [child.number for child in article(file).node.children if child.level == "paragraph"]
