from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from luatgandan.foundation.organisations import services, spreadsheet
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.services import load_starter as load_places

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
Make = Callable[..., Organisation]


def act(on: date = TODAY, **more: Any) -> services.Act:
    """An act recorded now."""
    return services.Act(on=on, at=NOW, **more)


@pytest.fixture
def make(db: None) -> Make:
    """Makes an organisation that has stood since 2020."""

    def make(code: str, parent: Organisation | None = None, on: date = date(2020, 1, 1), **more: Any) -> Organisation:
        new = services.NewOrganisation(code=code, name=more.pop("name", f"Đơn vị {code}"), parent=parent, **more)
        return services.create_organisation(new=new, act=act(on))

    return make


@pytest.fixture
def places(db: None) -> int:
    """The real wards."""
    return load_places()


def workbook(*rows: tuple[Any, ...], header: tuple[Any, ...] = ("Mã đơn vị", "Tên đơn vị", "Loại", "Đơn vị cấp trên",
             "Xã/phường", "Số người", "Điện thoại")) -> bytes:  # fmt: skip
    """A sheet as an officer would make it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if header:
        sheet.append(header)
    for row in rows:
        sheet.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def examine(content: bytes) -> spreadsheet.Report:
    """What the check of a sheet says."""
    return spreadsheet.check(spreadsheet.read_sheet(content), today=TODAY)
