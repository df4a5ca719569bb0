"""Questions as files carry them."""

from collections.abc import Iterable, Iterator, Mapping

from luatgandan.features.library.models import Document
from luatgandan.lib.legaltext.address import label_of

from ..formats.values import Entry, File
from ..models import Item, ItemQuerySet, ItemVersion, MediaFile


class KeptFiles(Mapping[str, File]):
    """Files by their SHA-256; the bytes of one are read each time it is asked for, and not before."""

    def __init__(self, rows: Iterable[MediaFile]) -> None:
        self._rows = {one.sha256: one for one in rows}

    def __getitem__(self, sha256: str) -> File:
        one = self._rows[sha256]
        with one.content.open("rb") as content:
            return File(kind=one.kind, suffix=one.suffix, content=content.read(), width=one.width, height=one.height)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def entries_of(rows: ItemQuerySet, *, has_files: bool, only_approved: bool = False) -> list[Entry]:
    """The newest words of each question, or the approved ones. Two queries, and one for all their files if wanted."""
    taken = "approved" if only_approved else "latest"
    rows = rows.select_related(taken).prefetch_related(f"{taken}__files") if has_files else rows.select_related(taken)
    pairs = [(one, one.approved if only_approved else one.latest) for one in rows.order_by("code")]
    used = {cited["document"] for _item, version in pairs if version for cited in version.basis}
    numbers = dict(Document.objects.filter(pk__in=used).values_list("pk", "number"))
    return [_entry(item, version, numbers, has_files=has_files) for item, version in pairs if version]


def _entry(item: Item, version: ItemVersion, numbers: dict[int, str], *, has_files: bool) -> Entry:
    return Entry(
        content=version.content_of(item.kind), khmer=version.khmer, code=item.code,
        files=KeptFiles(version.files.all() if has_files else ()),
        field=item.field, difficulty=item.difficulty,
        audience=tuple(item.audience),
        cites=tuple(
            (numbers[one["document"]], label_of(one["eid"])) for one in version.basis if one["document"] in numbers
        ),
    )  # fmt: skip
