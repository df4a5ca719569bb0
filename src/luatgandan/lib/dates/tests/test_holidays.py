"""Names of holidays in the languages of the portal."""

from django.utils.translation import gettext, override

from luatgandan.lib.dates import holiday_name
from luatgandan.lib.dates.holidays import INSTEAD, TET


def test_names_are_read_in_the_language_of_the_page_and_decided_ones_as_written() -> None:
    with override("km"):
        assert holiday_name(TET) == gettext(TET)
        assert holiday_name(f"{INSTEAD} {TET}") == f"{gettext(INSTEAD)} {gettext(TET)}"
        assert holiday_name("Đại hội của tỉnh") == "Đại hội của tỉnh"
    assert [holiday_name(one) for one in (TET, f"{INSTEAD} {TET}", "")] == [TET, f"{INSTEAD} {TET}", ""]
