"""What a revision still tells about people: finds in its texts, its files and their names, with what was decided."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.privacy import Find, FindKind, PartFind, find_in_parts

from ..enums import RecordKind
from ..models import DETAILS, PrivacyDecision, RecordFile, Revision, Shape

CHECKED_KINDS = frozenset(
    {
        RecordKind.JUDGMENT,
        RecordKind.ARBITRAL_AWARD,
        RecordKind.AUTHORITY_REPLY,
        RecordKind.QUESTION_ANSWER,
        RecordKind.SITUATION,
    }
)
FILE = "file"
KIND_LABELS: dict[str, Any] = {
    FindKind.NAME: _("Tên người"),
    FindKind.CITIZEN_ID: _("Số căn cước, chứng minh"),
    FindKind.PHONE: _("Số điện thoại"),
    FindKind.ACCOUNT: _("Tài khoản"),
    FindKind.EMAIL: _("Thư điện tử"),
    FindKind.ADDRESS: _("Địa chỉ"),
    FindKind.BIRTH: _("Ngày sinh"),
    FindKind.LAND: _("Thửa đất, giấy chứng nhận"),
    FindKind.PLATE: _("Biển số"),
    FindKind.LICENCE: _("Giấy phép lái xe"),
    FindKind.TAX: _("Mã số thuế"),
    FindKind.INSURANCE: _("Số bảo hiểm"),
    FindKind.PASSPORT: _("Hộ chiếu"),
    FILE: _("Tệp đính kèm"),
}
PART_LABELS: dict[str, Any] = {
    "title": _("Tên"),
    "abstract": _("Tóm tắt"),
    "body": _("Nội dung thêm"),
    "number": _("Số, ký hiệu"),
    "source_url": _("Nguồn"),
    "cites": _("Điều luật được dẫn"),
    "issuer": _("Cơ quan, tổ chức ban hành"),
    "issued_on": _("Ngày ban hành"),
    "field": _("Lĩnh vực"),
    "audience": _("Dành cho"),
    "language": _("Ngôn ngữ"),
    "licence": _("Quyền sử dụng"),
    "document": _("Văn bản trong thư viện"),
    "is_example": _("Ví dụ minh họa"),
    "links": _("Liên kết án lệ"),
    "files": _("Tệp kèm theo"),
}
FILE_REMARKS: dict[str, Any] = {
    "comments": _("Tệp còn lời bình luận của người soạn."),
    "tracked": _("Tệp còn vết sửa: chữ đã xóa vẫn đọc được."),
    "unreadable": _("Không đọc được lời trong tệp (bản chụp, tệp khóa): người kiểm tra phải tự đọc hết tệp."),
    "stripped": _("Đã gỡ tên tác giả và thuộc tính khỏi tệp."),
    "renamed": _("Tên tệp có thể lộ danh tính nên đã được đổi."),
}


@dataclass(frozen=True, kw_only=True)
class Group:
    """One thing found, in all its places: what a person decides at once."""

    key: str
    kind: str
    value: str
    places: tuple[PartFind, ...] = ()
    is_public: bool = False
    in_files: bool = False
    decision: PrivacyDecision | None = None

    @property
    def kind_label(self) -> str:
        return str(KIND_LABELS[self.kind])

    @property
    def proposals(self) -> list[str]:
        """What would stand there instead; several only where one short name means two people."""
        return list(dict.fromkeys(place.find.proposal for place in self.places if place.find.proposal))

    @property
    def is_open(self) -> bool:
        """Nobody has decided."""
        return self.decision is None


def needs_check(kind: str) -> bool:
    """Whether records of this kind must be free of personal data before anybody sees them."""
    return kind in CHECKED_KINDS


def find_key(kind: str, value: str) -> str:
    """A keyed hash by which a decision knows a find again, without the data."""
    return salted_hmac(
        "library.privacy", f"{kind}:{' '.join(value.split()).casefold()}", algorithm="sha256"
    ).hexdigest()


def texts_of(kind: str, content: Mapping[str, Any]) -> dict[str, str]:
    """All texts of a content by place ("title", "details.facts", "cites")."""
    parts = {name: str(content.get(name, "")) for name in ("title", "abstract", "body", "number", "source_url")}
    parts["cites"] = "\n".join(content.get("cites", ()))
    for detail in DETAILS[kind]:
        value = content["details"].get(detail.name, "")
        if detail.shape in (Shape.LINE, Shape.TEXT):
            parts[f"details.{detail.name}"] = str(value)
        elif detail.shape is Shape.LIST:
            parts[f"details.{detail.name}"] = "\n".join(value or ())
    return parts


def part_label(kind: str, part: str) -> str:
    """How people call a place."""
    if part.startswith("details."):
        return next(str(one.label) for one in DETAILS[kind] if one.name == part.removeprefix("details."))
    return str(PART_LABELS[part])


def labels_of(kind: str, parts: list[str]) -> list[str]:
    """How people call the parts that changed between two revisions; inner ones have no name."""
    details = {f"details.{one.name}" for one in DETAILS[kind]}
    return [part_label(kind, part) for part in parts if part in details or part in PART_LABELS]


def files_of(revision: Revision) -> list[RecordFile]:
    """The files a revision names."""
    return list(revision.record.files.filter(pk__in=revision.content.get("files", ())))


def privacy_groups(revision: Revision) -> list[Group]:
    """All finds of a revision with their decisions, open ones first; empty for kinds that need no check."""
    record = revision.record
    if not needs_check(record.kind):
        return []
    decisions = {one.key: one for one in record.privacy_decisions.select_related("decided_by")}
    files = files_of(revision)
    parts = texts_of(record.kind, revision.content) | {f"{FILE}:{file.pk}": file.text for file in files}
    groups = [*_text_groups(parts, decisions), *_file_groups(files, decisions)]
    return sorted(groups, key=lambda group: (not group.is_open, group.is_public))


def _text_groups(parts: Mapping[str, str], decisions: Mapping[str, PrivacyDecision]) -> list[Group]:
    gathered: dict[str, list[PartFind]] = defaultdict(list)
    for one in find_in_parts(parts):
        gathered[find_key(one.find.kind, one.find.text)].append(one)
    return [_group(key, places, decisions.get(key)) for key, places in gathered.items()]


def _group(key: str, places: list[PartFind], decision: PrivacyDecision | None) -> Group:
    first: Find = places[0].find
    return Group(
        key=key,
        kind=first.kind,
        value=" ".join(first.text.split()),
        places=tuple(places),
        is_public=all(one.find.is_public for one in places),
        in_files=any(one.part.startswith(f"{FILE}:") for one in places),
        decision=decision,
    )


def _file_groups(files: list[RecordFile], decisions: Mapping[str, PrivacyDecision]) -> list[Group]:
    """What is open about files themselves: comments, tracked changes, what cannot be read."""
    groups = []
    for file in files:
        for remark in file.remarks:
            if remark["is_open"]:
                key = find_key(FILE, f"{file.sha256}:{remark['code']}")
                value = f"{file.name}: {FILE_REMARKS[remark['code']]}"
                groups.append(Group(key=key, kind=FILE, value=value, in_files=True, decision=decisions.get(key)))
    return groups


def count_open(revision: Revision) -> int:
    """How many finds nobody has decided."""
    return sum(group.is_open for group in privacy_groups(revision))


@dataclass(frozen=True)
class Piece:
    """A piece of text: plain, or a find with the words that would stand there instead."""

    text: str
    instead: str = ""
    key: str = ""
    is_kept: bool = False


@dataclass(frozen=True)
class MarkedText:
    """One text of a record in pieces, for the screen that shows it side by side with what is proposed."""

    label: str
    pieces: tuple[Piece, ...]


def marked_texts(revision: Revision, groups: list[Group]) -> list[MarkedText]:
    """The texts of a revision in which something was found."""
    kind = revision.record.kind
    by_part: dict[str, list[tuple[PartFind, Group]]] = defaultdict(list)
    for group in groups:
        for place in group.places:
            by_part[place.part].append((place, group))
    texts = texts_of(kind, revision.content)
    return [
        MarkedText(part_label(kind, part), _pieces(text, by_part[part]))
        for part, text in texts.items()
        if by_part[part]
    ]


def _pieces(text: str, finds: list[tuple[PartFind, Group]]) -> tuple[Piece, ...]:
    pieces, end = [], 0
    for place, group in sorted(finds, key=lambda one: one[0].find.start):
        find = place.find
        kept = group.decision is not None or group.is_public
        pieces += [Piece(text[end : find.start]), Piece(find.text, find.proposal, group.key, kept)]
        end = find.end
    return (*pieces, Piece(text[end:]))
