"""Drafts: made from articles, changed line by line, handed to the repository, flagged when the law changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.features.library.services import Cited, cite
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.services import record as log
from luatgandan.foundation.organisations.models import Organisation

from ..drafting.binding import bind
from ..drafting.skeletons import skeleton
from ..drafting.sources import label
from ..drafting.values import Line
from ..enums import DraftKind, LineRole, Origin
from ..models import Draft, DraftVersion, PromptVersion
from ..queries.addressing import key_of
from ..queries.drafts import evidence_of, latest_version, lines_of, material_of
from ..queries.retrieving import Key
from ..rules import may_create_draft, may_edit_draft
from .citing import cited_at

MOST_ARTICLES = 12
MOST_LINES = 200


class DraftError(Exception):
    """Why an act on a draft is refused, in words for the person."""


class NotYoursError(DraftError):
    """The person may not do this for this unit."""

    def __init__(self) -> None:
        super().__init__(_("Bạn không làm được việc này: cần quyền soạn tại đơn vị của bài."))


class ChangedMeanwhileError(DraftError):
    """Somebody saved another version since the person read the draft."""

    def __init__(self) -> None:
        super().__init__(_("Trong lúc bạn sửa, người khác đã lưu bản mới. Hãy chép câu của bạn, mở lại bài rồi sửa."))


@transaction.atomic
def make_draft(
    *, kind: DraftKind, title: str, organisation: Organisation, keys: Sequence[Key], day: date, by: Person, at: datetime
) -> Draft:
    """A draft with the skeleton of its kind from these articles, or parts of articles, as they read on `day`."""
    if not may_create_draft(by, organisation):
        raise NotYoursError
    material = material_of(list(dict.fromkeys(keys))[:MOST_ARTICLES], day)
    if not material.places:
        raise DraftError(_("Thư viện chưa có lời của những điều này vào ngày đã chọn. Hãy chọn điều khác."))
    draft = Draft.objects.create(
        kind=kind, title=title, organisation=organisation, author=by, day=day, made_at=at, changed_at=at,
        articles=[
            {"document": one.document, "eid": one.eid, "label": f"{label(one)}, {one.name}"} for one in material.places
        ],
    )  # fmt: skip
    add_version(draft, skeleton(kind, material), by=by, at=at, note=_("Lập khung từ lời luật"))
    log_draft("make_draft", draft, by, at, kind=str(kind), articles=len(material.places))
    return draft


@transaction.atomic
def change_line(*, draft: Draft, seen: int, index: int, text: str, by: Person, at: datetime) -> DraftVersion:
    """Other words for one line. They are bound to the unit that proves them; a blank becomes a sentence."""
    lines = open_lines(draft, seen, by)
    line = _line_at(lines, index)
    if text == line.text and line.role != LineRole.BLANK:
        return latest_version(draft)
    lines[index] = _rewritten(draft, line, text)
    return add_version(draft, lines, by=by, at=at, note=_("Sửa câu %d") % (index + 1))


@transaction.atomic
def add_line(*, draft: Draft, seen: int, index: int, text: str, by: Person, at: datetime) -> DraftVersion:
    """A new sentence behind the line at `index`, in the same part."""
    lines = open_lines(draft, seen, by)
    before = _line_at(lines, index)
    if len(lines) >= MOST_LINES:
        raise DraftError(_("Bài đã quá dài. Hãy lập bài thứ hai."))
    new = Line(text=text, origin=Origin.PERSON, part=before.part, evidence=before.evidence)
    lines.insert(index + 1, _bound(draft, new))
    return add_version(draft, lines, by=by, at=at, note=_("Thêm câu %d") % (index + 2))


@transaction.atomic
def remove_line(*, draft: Draft, seen: int, index: int, by: Person, at: datetime) -> DraftVersion:
    """The draft without one line; its history keeps it."""
    lines = open_lines(draft, seen, by)
    _line_at(lines, index)
    del lines[index]
    return add_version(draft, lines, by=by, at=at, note=_("Bỏ câu %d") % (index + 1))


@transaction.atomic
def reread_draft(*, draft: Draft, by: Person, at: datetime, day: date) -> DraftVersion:
    """Bind every line anew to the law of `day`: what no longer stands there is unproven from now on."""
    version = latest_version(draft)
    lines = open_lines(draft, version.number, by)
    draft.day, draft.recalled_on = day, None
    draft.save(update_fields=["day", "recalled_on"])
    units = list(evidence_of(draft, lines, day).values())
    return add_version(
        draft, [bind(one, units) for one in lines], by=by, at=at, note=_("Đối chiếu lại với luật hôm nay")
    )


def open_lines(draft: Draft, seen: int, by: Person) -> list[Line]:
    """The newest lines, while nobody else changes the draft; it is read again first.

    Raises NotYoursError, ChangedMeanwhileError.
    """
    draft.refresh_from_db(from_queryset=Draft.objects.select_for_update())
    if not may_edit_draft(by, draft):
        raise NotYoursError
    version = latest_version(draft)
    if version.number != seen:
        raise ChangedMeanwhileError
    return lines_of(version)


def _line_at(lines: Sequence[Line], index: int) -> Line:
    if not 0 <= index < len(lines):
        raise DraftError(_("Bài không có câu này nữa. Hãy mở lại bài."))
    return lines[index]


def _rewritten(draft: Draft, line: Line, text: str) -> Line:
    origin = Origin.MIXED if line.is_by_model else Origin.PERSON
    role = LineRole.TEXT if line.role == LineRole.BLANK else line.role
    return _bound(draft, replace(line, text=text, origin=origin, role=role))


def _bound(draft: Draft, line: Line) -> Line:
    return bind(line, list(evidence_of(draft, [line], draft.day).values()))


def add_version(
    draft: Draft, lines: Sequence[Line], *, by: Person, at: datetime, note: str, prompt: PromptVersion | None = None
) -> DraftVersion:
    """Keep the lines as the newest version, and what they cite."""
    number = 1 + (draft.versions.order_by("-number").values_list("number", flat=True).first() or 0)
    version = DraftVersion.objects.create(
        draft=draft, number=number, lines=[one.to_dict() for one in lines], author=by, made_at=at, note=note[:200],
        prompt=prompt,
    )  # fmt: skip
    draft.changed_at = at
    draft.has_model_lines = any(one.is_by_model for one in lines)
    draft.save(update_fields=["changed_at", "has_model_lines"])
    cite(source=draft, cited=_cited(draft, lines), as_of=draft.day)
    return version


def _cited(draft: Draft, lines: Sequence[Line]) -> list[Cited]:
    """The chosen articles and every unit a line rests on; quiet citations: readers of the library never see them."""
    named = [key for one in lines if (key := key_of(one.evidence))]
    return cited_at([*draft.keys, *named], label=f"Bài soạn {draft.pk}")


def log_draft(verb: str, draft: Draft, by: Person, at: datetime, **detail: Any) -> None:
    """Into the log without title or words: those may name people."""
    code = draft.organisation.code
    label = f"{draft.kind} {draft.pk}"
    log(action=f"assistant.{verb}", at=at, actor=by, target=draft, label=label, organisation_code=code, detail=detail)
