"""Reading proposals of change: what waits, what each would do to the words of its article."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from luatgandan.lib.legaltext.address import label_of as written_label
from luatgandan.lib.legaltext.compare import Mark, Piece, compare_words
from luatgandan.lib.legaltext.edits import (
    AlreadyThereError,
    NothingToPutError,
    Order,
    UnitNotFoundError,
    WordsNotFoundError,
    carry_out,
)
from luatgandan.lib.legaltext.flat import flatten
from luatgandan.lib.legaltext.provisions import provision_of
from luatgandan.lib.legaltext.tree import Node

from ..enums import Action, Proposal
from ..models import Change, Document, ProvisionVersion
from .spreading import hindrance, part_rows

SURE = 0.9


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a change would do: the article before and after as marked words, or why it cannot be done."""

    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()
    heading: str = ""
    problem: str = ""


def pending_changes(document: Document, *, on: date | None = None) -> list[Change]:
    """Known changes to this document's words that its versions do not have yet (they wait for an officer).

    With `on`, only those in effect by that day, or without a day.
    """
    rows = Change.objects.filter(target=document, state=Proposal.PROPOSED).select_related("document", "target")
    rows = rows.annotate(day=Coalesce("effective_on", "document__effective_on"))
    if on:
        rows = rows.exclude(day__gt=on)
    return list(rows.order_by(F("day").asc(nulls_last=True), "document_id", "id"))


def changes(*, state: str = "", document: str = "", action: str = "", least: float = 0.0) -> QuerySet[Change]:
    """Changes of one state, document (slug, either side) and act, at least so sure; what can be done comes first."""
    rows = Change.objects.select_related("document", "target", "version").filter(confidence__gte=least)
    if state:
        rows = rows.filter(state=state)
    if action:
        rows = rows.filter(action=action)
    if document:
        rows = rows.filter(Q(document__slug=document) | Q(target__slug=document))
    stuck = Case(When(problem="", then=0), default=1)
    return rows.order_by(stuck, F("document__issued_on").desc(nulls_last=True), "document_id", "id")


def sure_changes(*, document: str = "", least: float = SURE) -> QuerySet[Change]:
    """Proposals that are at least so sure and that nothing stands against, as far as the reader saw."""
    waiting = changes(state=Proposal.PROPOSED, document=document, least=least)
    return waiting.filter(problem="", target__isnull=False)


def neighbours(change: Change) -> tuple[Change | None, Change | None]:
    """The proposals of the same amending document before and after this one, for going through them in order."""
    same = Change.objects.filter(document=change.document_id, state=Proposal.PROPOSED)
    return same.filter(pk__lt=change.pk).order_by("-pk").first(), same.filter(pk__gt=change.pk).order_by("pk").first()


def order_of(change: Change) -> Order:
    """The change as an order to carry out."""
    return Order(
        action=change.action,
        eid=change.target_eid,
        content=tuple(Node.from_json(values) for values in change.content),
        words=tuple((old, new) for old, new in change.words),
    )


def day_of(change: Change) -> date | None:
    """The day from which the change tells: its own, else that of the amending document."""
    return change.effective_on or change.document.effective_on


def version_before(change: Change) -> ProvisionVersion | None:
    """The words of the article on which the change works: those of its day, without what the change itself made."""
    on = day_of(change)
    if not (change.target_id and on):
        return None
    rows = ProvisionVersion.objects.filter(
        provision__document=change.target_id, provision__eid=provision_of(change.target_eid)
    )
    if not change.version_id:
        return rows.on(on).first()
    earlier = rows.filter(Q(valid_from=None) | Q(valid_from__lt=on)).exclude(pk=change.version_id)
    return earlier.order_by(F("valid_from").desc(nulls_last=True)).first()


def preview(change: Change) -> Preview:
    """What the change would do, or did, to its provision; of a wide one to every provision that it reaches."""
    shown = [_preview(change)] if change.target_eid else [Preview(problem=problem_of(change))]
    if not shown[0].problem:
        shown += [_preview(part) for part in part_rows(change)]
    return shown[0] if len(shown) == 1 else _together([one for one in shown if one.pieces])


def _together(shown: list[Preview]) -> Preview:
    """Several provisions one after another."""
    gap = Piece(Mark.SAME, "\n\n")
    pieces = [piece for one in shown for piece in (*one.pieces, gap)]
    before, after = ("\n\n".join(getattr(one, side) for one in shown) for side in ("before", "after"))
    return Preview(before=before, after=after, pieces=tuple(pieces[:-1]), heading=shown[0].heading if shown else "")


def problem_of(change: Change) -> str:
    """Why a change cannot be carried out; empty when it can."""
    return _preview(change).problem if change.target_eid else obstacle(change)


def _preview(change: Change) -> Preview:
    """What the change would do to the one provision it names."""
    if reason := obstacle(change):
        return Preview(problem=reason)
    version = version_before(change)
    before = version.node if version and not version.is_repealed else None
    try:
        after, is_repealed = carry_out(before, order_of(change))
    except LookupError as error:
        return Preview(
            before=flatten(before).text if before else "",
            heading=before.heading if before else "",
            problem=told(error, change),
        )
    old = _words(before)
    new = "" if is_repealed else _words(after)
    return Preview(before=old, after=new, pieces=compare_words(old, new), heading=after.heading)


def _words(article: Node | None) -> str:
    if article is None:
        return ""
    text = flatten(article).text
    return f"{article.heading}\n{text}" if article.heading else text


def obstacle(change: Change) -> str:
    """Why a change cannot be carried out whatever the article says; empty when it can."""
    if change.target is None:
        return _("Văn bản %s chưa có trong thư viện. Khi nhập văn bản ấy, đề xuất này được nối vào.") % (
            change.target_number or "?"
        )
    if change.action == Action.RENUMBER and not _is_plain_move(change):
        return _(
            "Máy chỉ đổi được số của cả điều, hoặc của khoản, điểm trong cùng một điều. Hãy sửa ở màn hình sửa văn bản."
        )
    if day_of(change) is None:
        return _("Chưa rõ ngày có hiệu lực của %s. Hãy ghi ngày ấy ở bản ghi văn bản.") % change.document.number
    if not change.target.provisions.exists():
        return _("Thư viện chưa có toàn văn %s. Hãy nhập toàn văn trước.") % change.target.number
    return _already_in(change) if change.target_eid else hindrance(change, day_of(change))


def _is_plain_move(change: Change) -> bool:
    """Whether an article gets another number, or a unit another one in its article."""
    return bool(change.words) and all(
        provision_of(old) == provision_of(new) or {provision_of(old), provision_of(new)} == {old, new}
        for old, new in change.words
    )


def _already_in(change: Change) -> str:
    """Whether the oldest words of the article in the library are a consolidated text of a later day."""
    rows = ProvisionVersion.objects.filter(
        provision__document=change.target_id, provision__eid=provision_of(change.target_eid)
    )
    first = rows.order_by(F("valid_from").asc(nulls_first=True)).values_list("valid_from", "edition_id").first()
    on = day_of(change)
    if not (first and on and first[0] and first[1] and on < first[0]):
        return ""
    return _("Lời trong thư viện là bản hợp nhất từ ngày %s, đã gồm lần sửa đổi này. Hãy bấm “Không đúng”.") % (
        date_format(first[0], "d/m/Y")
    )


def told(error: LookupError, change: Change) -> str:
    """An error of carrying out, in words that say what to do."""
    place = label_of(change.target_eid)
    on = day_of(change)
    day = date_format(on, "d/m/Y") if on else "?"
    match error:
        case WordsNotFoundError():
            return _("Không thấy cụm từ “%(words)s” ở %(place)s theo lời của luật ngày %(day)s.") % {
                "words": str(error.args[0])[:80], "place": place, "day": day,
            }  # fmt: skip
        case AlreadyThereError():
            return _("%(place)s đã có trong luật ngày %(day)s, không thể bổ sung lần nữa.") % {
                "place": place[:1].upper() + place[1:], "day": day,
            }  # fmt: skip
        case NothingToPutError():
            return _("Chưa đọc được lời mới của %s trong văn bản sửa đổi.") % place
        case UnitNotFoundError():
            return _("Không tìm thấy %(place)s trong luật ngày %(day)s. Có thể còn một lần sửa trước chưa duyệt.") % {
                "place": place, "day": day,
            }  # fmt: skip
    return str(error)


def label_of(eid: str) -> str:
    """ "điểm a khoản 3 Điều 6", "Chương II", in words for the desk."""
    return written_label(eid) if eid else _("cả văn bản")
