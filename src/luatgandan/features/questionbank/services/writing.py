"""Writing questions: the first version and every one after it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Act, Difficulty, Field, State
from ..formats.values import Content
from ..linting import faults
from ..models import LONGEST_UNIT, Bank, Item, ItemVersion
from ..queries.media import kept_files, names_of
from ..rules import may_create
from .errors import FaultyError, NotAllowedError
from .moving import add_move, begin, finish

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LONGEST_TEXT = 4_000
MOST_BASIS = 12


@dataclass(frozen=True, kw_only=True)
class Written:
    """A question as a form or a file gives it; `basis` are (id of the document, eId) as they read on `day_of_law`."""

    content: Content
    day_of_law: date
    basis: Sequence[tuple[int, str]] = ()
    field: Field = Field.OTHER
    difficulty: Difficulty = Difficulty.MEDIUM
    audience: Sequence[str] = ()
    khmer: Mapping[str, Any] | None = None


def open_bank(*, organisation: Organisation) -> Bank:
    """The bank of a unit, made when it is first needed; that of whoever runs the portal is shared by all."""
    is_shared = organisation.code == settings.ROOT_ORGANISATION
    bank, _is_new = Bank.objects.get_or_create(organisation=organisation, defaults={"is_shared": is_shared})
    return bank


@transaction.atomic
def create_item(*, organisation: Organisation, written: Written, by: Any, at: datetime, code: str = "") -> Item:
    """A new draft in the bank of a unit. Raises NotAllowedError or FaultyError."""
    if not may_create(by, organisation):
        raise NotAllowedError
    return add_item(bank=open_bank(organisation=organisation), written=written, by=by, at=at, code=code)


def add_item(*, bank: Bank, written: Written, by: Any, at: datetime, code: str = "") -> Item:
    """A new draft, for whoever may; inside a transaction. Raises FaultyError."""
    check_written(written)
    item = Item(bank=bank, code=code or new_code(), kind=written.content.kind, state=State.DRAFT, changed_at=at)
    _file(item, written)
    item.save()
    add_version(item, written, by, at)
    add_move(item, Act.WRITE, by=by, at=at)
    return item


@transaction.atomic
def save_version(*, item: Item, written: Written, seen: int, by: Any, at: datetime) -> Item:
    """New words of a question: it is a draft again; the approved version stays in use until the next approval.

    Raises WrongStateError, NotAllowedError, ReadAgainError or FaultyError.
    """
    now, _latest = begin(item=item, act=Act.WRITE, by=by, seen=seen)
    check_written(written)
    if written.content.kind != now.kind:
        raise FaultyError(_("Không đổi được loại câu hỏi. Hãy thêm câu hỏi mới và thôi dùng câu này."))
    _file(now, written)
    add_version(now, written, by, at)
    finish(now, Act.WRITE, by=by, at=at)
    return now


def check_written(written: Written) -> None:
    """Raises FaultyError with everything that keeps the words from being a question."""
    found = faults(written.content)
    if found:
        raise FaultyError(" ".join(one.told for one in found))
    content = written.content
    alternatives = [text for one in content.media for text in (one.alt, one.transcript)]
    texts = (content.stem, content.explanation, *(one.text for one in content.options), *alternatives)
    if max(map(len, [*texts, *_khmer_texts(written)])) > LONGEST_TEXT:
        raise FaultyError(_("Mỗi ô nhiều nhất %d ký tự.") % LONGEST_TEXT)
    if len(content.unit) > LONGEST_UNIT:
        raise FaultyError(_("Đơn vị tính nhiều nhất %d ký tự.") % LONGEST_UNIT)
    if len(written.basis) > MOST_BASIS:
        raise FaultyError(_("Nhiều nhất %d căn cứ.") % MOST_BASIS)


def _khmer_texts(written: Written) -> list[str]:
    """All words in Khmer. Raises FaultyError when some stand beside nothing."""
    content, khmer = written.content, written.khmer or {}
    options, media = khmer.get("options") or {}, khmer.get("media") or {}
    if not {one.id for one in content.options} >= set(options) or not {one.sha256 for one in content.media} >= set(
        media
    ):
        raise FaultyError(_("Bản tiếng Khmer có phương án hoặc tệp mà câu hỏi không có."))
    told = [text for one in media.values() for text in one.values()]
    return [khmer.get("stem", ""), khmer.get("explanation", ""), *options.values(), *told]


def new_code() -> str:
    """A code for a question that came without one."""
    return f"ch-{get_random_string(8, LETTERS)}"


def _file(item: Item, written: Written) -> None:
    item.field, item.difficulty, item.audience = written.field, written.difficulty, list(written.audience)


def add_version(item: Item, written: Written, by: Any, at: datetime) -> None:
    """Add words to a question; the caller saves the question and says what was done. Raises FaultyError."""
    content, before = written.content, item.latest
    names = names_of(content)
    files = kept_files(names)
    if missing := names - set(files):
        raise FaultyError(_("Tệp kèm câu hỏi không còn: %s. Hãy tải lên lại.") % ", ".join(sorted(missing)))
    item.latest = ItemVersion.objects.create(
        item=item, number=before.number + 1 if before else 1, stem=content.stem,
        options=[asdict(one) for one in content.options], key=list(content.key), unit=content.unit,
        explanation=content.explanation, khmer=dict(written.khmer or {}), day_of_law=written.day_of_law,
        basis=[{"document": document, "eid": eid} for document, eid in written.basis], author=by, saved_at=at,
        media=[asdict(one) for one in content.media],
    )  # fmt: skip
    if files:
        item.latest.files.set(files.values())
