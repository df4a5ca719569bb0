"""Results as a spreadsheet for the desk: places, units, questions, winners. Only for those who may take data away."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from openpyxl import Workbook

from luatgandan.lib.cells import safe_cell

from ..models import Attempt, Round
from ..rules.places import points
from .boards import unit_board
from .learning import weak_fields_by_ward
from .statistics import items_of
from .winners import awards_of

Row = list[Any]
MOST_PLACES = 50_000  # the worker does nothing else meanwhile
FIRST_ONLY = _lazy(
    "Trang này chỉ ghi %(most)d người đứng đầu trong %(people)d người. Thứ hạng của tất cả, theo mã dự thi: nhờ quản "
    "trị viên chạy “luatgandan export_contest %(slug)s <tệp>” sau khi công bố đáp án."
)


def results_workbook(round_: Round) -> bytes:
    """One sheet for each list; whole names, so it is for the office."""
    book, content = Workbook(write_only=True), BytesIO()
    sheets: dict[str, Iterator[Row]] = {
        _("Xếp hạng"): _places(round_),
        _("Đơn vị"): _units(round_),
        _("Câu hỏi"): _items(round_),
        _("Xã, phường"): _wards(round_),
        _("Giải"): _awards(round_),
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    book.save(content)
    return content.getvalue()


def _places(round_: Round) -> Iterator[Row]:
    yield [_("Hạng"), _("Mã dự thi"), _("Họ và tên"), _("Ngày sinh"), _("Lớp"), _("Đơn vị"), _("Xã, phường"),
           _("Điểm"), _("Thời gian (giây)"), _("Dự đoán"), _("Nộp lúc"), _("Số bốc thăm")]  # fmt: skip
    rows = Attempt.objects.filter(round=round_, place__isnull=False).order_by("place", "pk")
    for one in rows.select_related("entrant__unit", "entrant__ward")[:MOST_PLACES].iterator(chunk_size=1_000):
        who, sent = one.entrant, one.submitted_at
        yield [
            one.place, who.code, who.name, who.born_on, who.class_name, who.unit.name if who.unit else "",
            who.ward.name if who.ward else "", points(one.score or 0, round_.rules), (one.millis or 0) / 1_000,
            one.prediction, timezone.make_naive(sent) if sent else None, str(one.lot),
        ]  # fmt: skip
    if (people := rows.count()) > MOST_PLACES:
        yield [FIRST_ONLY % {"most": MOST_PLACES, "people": people, "slug": round_.contest.slug}]


def _units(round_: Round) -> Iterator[Row]:
    yield [
        _("Đơn vị"),
        _("Người dự thi"),
        _("Số người của đơn vị"),
        _("Tỷ lệ (%)"),
        _("Điểm trung bình"),
        _("Đúng hết"),
    ]
    for one in unit_board(round_, at=round_.ends_at):
        share = round(one.share, 1) if one.share is not None else None
        yield [one.name, one.people, one.headcount, share, one.mean, one.all_right]


def _items(round_: Round) -> Iterator[Row]:
    yield [_("Mã câu"), _("Lĩnh vực"), _("Câu hỏi"), _("Số bài"), _("Độ dễ"), _("Độ phân biệt"), _("Tương quan"),
           _("Bỏ trống"), _("Phương án và số người chọn"), _("Nên xem lại")]  # fmt: skip
    for one in items_of(round_) if round_.revealed_at else ():
        known = one.figures
        yield [
            known.code, one.field, one.stem, known.answers, *_rounded((known.facility, known.discrimination)),
            *_rounded((known.point_biserial,)), known.blank, _choices(one), "; ".join(one.remarks),
        ]  # fmt: skip


def _wards(round_: Round) -> Iterator[Row]:
    yield [_("Mã xã, phường"), _("Xã, phường"), _("Lĩnh vực"), _("Trả lời đúng (%)"), _("Số người"),
           _("Số câu trả lời")]  # fmt: skip
    for one in weak_fields_by_ward([round_]):
        yield [one.ward, one.ward_name, one.label, one.share, one.people, one.questions]


def _choices(item: Any) -> str:
    return "; ".join(f"{'*' if one.is_key else ''}{one.text}: {one.people}" for one in item.choices)


def _rounded(values: Iterable[float | None]) -> list[float | None]:
    return [None if value is None else round(value, 3) for value in values]


def _awards(round_: Round) -> Iterator[Row]:
    yield [_("Giải"), _("Mã dự thi"), _("Người, tập thể"), _("Căn cứ"), _("Tiền thưởng"), _("Tình trạng"), _("Lý do"),
           _("CCCD (4 số cuối)")]  # fmt: skip
    for one in awards_of(round_):
        entrant = one.attempt.entrant if one.attempt else None
        name = entrant.name if entrant else one.unit.name if one.unit else ""
        yield [
            one.prize.title, entrant.code if entrant else "", name, one.figure, one.prize.amount,
            str(one.get_state_display()), one.reason, one.identity_last4,
        ]  # fmt: skip
