"""Results of a live stage as files: places, points, and what each chose; nicknames only."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from luatgandan.lib.cells import safe_cell

from ..models import Stage, StageQuestion
from ..rules.live import Line, key_of
from .live import results

Row = list[Any]
Result = tuple[Line, Mapping[int, str]]


def stage_rows(questions: Sequence[StageQuestion], lines: Iterable[Result]) -> Iterator[Row]:
    """A head with the key of each question, then everybody in the order of places."""
    keys = [_("Câu %(number)d (đáp án %(key)s)") % {"number": one.place, "key": key_of(one.question, one.order)}
            for one in questions]  # fmt: skip
    yield [_("Hạng"), _("Tên"), _("Điểm"), _("Số câu đúng"), *keys]
    for line, chosen in lines:
        letters = [chosen.get(one.pk, "") for one in questions]
        yield [line.place, safe_cell(line.nickname), line.points, line.right, *letters]


def stage_workbook(stage: Stage) -> bytes:
    """The results, and the questions in words."""
    book, content = Workbook(write_only=True), BytesIO()
    places, asked = book.create_sheet(_("Kết quả")), book.create_sheet(_("Câu hỏi"))
    questions, lines = results(stage)
    for row in stage_rows(questions, lines):
        places.append(row)
    asked.append([_("Câu"), _("Câu hỏi"), _("Đáp án"), _("Căn cứ")])
    for one in questions:
        question = one.question
        words = (
            question.content.stem,
            key_of(question, one.order),
            "; ".join(cite["label"] for cite in question.cites),
        )
        asked.append([one.place, *(safe_cell(each) for each in words)])
    book.save(content)
    return content.getvalue()


def stage_table(stage: Stage) -> str:
    """The results as CSV that spreadsheets open with their marks."""
    content = StringIO()
    csv.writer(content).writerows(stage_rows(*results(stage)))
    return "\ufeff" + content.getvalue()
