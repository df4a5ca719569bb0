"""Names in public: never whole without consent."""

from datetime import UTC, date, datetime

import pytest

from ..enums import Names
from ..models import Entrant
from ..rules.names import mask, may_show_name, shown_name

TODAY = date(2026, 11, 20)
AGREED = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Văn An", "Nguyễn V. A."),
        ("  Nguyễn   Văn An ", "Nguyễn V. A."),
        ("Trần Đức", "Trần Đ."),
        ("An", "A."),
        ("Y", "…"),
        ("Lê Ý", "Lê …"),
        ("", "…"),
        ("ថាច់ សុខា", "ថាច់ ស."),
        ("nguyễn thị ánh", "nguyễn T. Á."),
    ],
)
def test_a_masked_name(name: str, shown: str) -> None:
    assert mask(name) == shown


@pytest.mark.parametrize("name", ["An", "Lê Ý", "Nguyễn Văn An", "Y Ban", "Nguyễn An", "Thạch Thị Sa Ly"])
def test_the_mask_never_shows_the_whole_name(name: str) -> None:
    assert all(word not in mask(name).split(" ") for word in name.split(" ")[1:] or [name])


def entrant(**values: object) -> Entrant:
    return Entrant(**{"name": "Nguyễn Văn An", "code": "CT-7F3K2", "born_on": date(1990, 5, 1), **values})


def test_who_agreed_is_named() -> None:
    assert shown_name(entrant(shows_name=True), names=Names.FULL, on=TODAY) == "Nguyễn Văn An"


def test_who_did_not_agree_is_masked() -> None:
    assert shown_name(entrant(), names=Names.FULL, on=TODAY) == "Nguyễn V. A."


def test_agreeing_does_not_unmask_where_the_contest_masks() -> None:
    assert shown_name(entrant(shows_name=True), names=Names.MASKED, on=TODAY) == "Nguyễn V. A."


def test_hidden_means_the_code_alone() -> None:
    assert shown_name(entrant(shows_name=True), names=Names.HIDDEN, on=TODAY) == "CT-7F3K2"


@pytest.mark.parametrize(
    ("born_on", "guardian", "may"),
    [
        (date(2010, 11, 21), None, False),  # 15 until tomorrow
        (date(2010, 11, 20), None, True),  # 16 today
        (date(2012, 1, 1), AGREED, True),
        (None, None, False),
        (None, AGREED, True),
    ],
)
def test_a_guardian_agrees_for_a_child(born_on: date | None, guardian: datetime | None, may: bool) -> None:
    assert may_show_name(entrant(shows_name=True, born_on=born_on, guardian_agreed_at=guardian), on=TODAY) is may


def test_a_guardian_alone_does_not_show_a_name() -> None:
    assert not may_show_name(entrant(shows_name=False, guardian_agreed_at=AGREED), on=TODAY)
