"""Questions as files carry them."""

from luatgandan.features.library.models import Document
from luatgandan.lib.legaltext.address import label_of

from ..formats.values import Entry, File
from ..models import Item, ItemQuerySet, ItemVersion


def entries_of(rows: ItemQuerySet, *, only_approved: bool = False) -> list[Entry]:
    """The newest words of each question, or the approved ones. Two queries, and one for each that has files."""
    items = list(rows.select_related("latest", "approved").order_by("code"))
    pairs = [(one, one.approved if only_approved else one.latest) for one in items]
    used = {cited["document"] for _item, version in pairs if version for cited in version.basis}
    numbers = dict(Document.objects.filter(pk__in=used).values_list("pk", "number"))
    return [_entry(item, version, numbers) for item, version in pairs if version]


def _files(version: ItemVersion) -> dict[str, File]:
    """Bytes are read only where there is something to read. One query for a question that has files."""
    found = {}
    for one in version.files.all() if version.media else ():
        with one.content.open("rb") as content:
            found[one.sha256] = File(
                kind=one.kind, suffix=one.suffix, content=content.read(), width=one.width, height=one.height
            )
    return found


def _entry(item: Item, version: ItemVersion, numbers: dict[int, str]) -> Entry:
    return Entry(
        content=version.content_of(item.kind), khmer=version.khmer, files=_files(version), code=item.code,
        field=item.field, difficulty=item.difficulty,
        audience=tuple(item.audience),
        cites=tuple(
            (numbers[one["document"]], label_of(one["eid"])) for one in version.basis if one["document"] in numbers
        ),
    )  # fmt: skip
