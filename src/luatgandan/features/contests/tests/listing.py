"""Rosters as files, and a drafted contest with one round, for tests of who takes part."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from ..importing import read_table
from ..importing.rosters import COLUMNS, NEEDED, read_row
from ..models import Contest
from ..services.rosters import plan_roster
from .desk import QUERIES
from .making import OPENS

ENTRANT_QUERIES = QUERIES + 1  # session, person, rights, roles, contest, how many, the rows; six of the desk's frame
TODAY = date(2026, 11, 16)
HEADER = ("Họ và tên", "Ngày sinh", "Lớp", "Đơn vị", "Số điện thoại", "Xã, phường")


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def uploaded(content: bytes, name: str = "ds.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def contest(drafted: Contest) -> Contest:
    round = {"number": 1, "starts_at": OPENS, "ends_at": OPENS + timedelta(days=1)}
    drafted.rounds.create(**round)
    return drafted


def planned(contest: Contest, *rows: tuple[Any, ...], header: tuple[Any, ...] = HEADER) -> Any:
    table = read_table(workbook(header, *rows), "ds.xlsx", columns=COLUMNS, needed=NEEDED)
    return plan_roster(contest=contest, rows=[read_row(n, row, today=TODAY) for n, row in table], opens_on=TODAY)
