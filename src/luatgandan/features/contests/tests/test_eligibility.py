from datetime import date
from typing import Any

import pytest

from ..rules.codes import device_digest, login_digest, new_code, phone_digest, typed_code
from ..rules.eligibility import Facts, why_not

OPENS = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("born_on", "told"),
    [
        (date(2012, 12, 1), []),  # fourteen on the very day
        (date(2012, 12, 2), ["Ngày mở cuộc thi (01/12/2026) bạn 13 tuổi; thể lệ ghi từ đủ 14 tuổi."]),
        (date(2007, 12, 2), []),  # eighteen until the day before
        (date(2007, 12, 1), ["Ngày mở cuộc thi (01/12/2026) bạn 19 tuổi; thể lệ ghi đến hết 18 tuổi."]),
        (None, ["Cuộc thi có điều kiện về tuổi. Hãy ghi ngày sinh."]),
    ],
)
def test_age_counts_on_the_day_of_the_opening(born_on: date | None, told: list[str]) -> None:
    conditions = {"age_from": 14, "age_to": 18}
    assert why_not(conditions, Facts(born_on=born_on), opens_on=OPENS) == told


@pytest.mark.parametrize(
    ("conditions", "facts", "fits"),
    [
        ({}, Facts(), True),
        ({"wards": ["31120"]}, Facts(ward="31120"), True),
        ({"wards": ["31120"]}, Facts(ward="31121"), False),
        ({"wards": ["31120"]}, Facts(), False),
        ({"units": True}, Facts(unit_kind="school"), True),
        ({"units": True}, Facts(), False),
        ({"unit_kinds": ["school", "police"]}, Facts(unit_kind="school"), True),
        ({"unit_kinds": ["school", "police"]}, Facts(unit_kind="pagoda"), False),
        ({"unit_kinds": ["school"]}, Facts(), False),
        ({}, Facts(unit_kind="pagoda"), True),
        ({"classes": ["10A1"]}, Facts(class_name="10a1"), True),
        ({"classes": ["10A1"]}, Facts(class_name="11A1"), False),
        ({"classes": ["10", "11"]}, Facts(class_name="Lớp 10A1"), True),
        ({"classes": ["10", "11"]}, Facts(class_name="12B"), False),
        ({"classes": ["1"]}, Facts(class_name="10A"), False),
        ({"denied": [phone_digest("+84912345678")]}, Facts(phones=[phone_digest("+84912345678")]), False),
        ({"denied": [phone_digest("+84912345678")]}, Facts(phones=[phone_digest("+84912345679")]), True),
    ],
)
def test_area_unit_class_and_deny_list(conditions: dict[str, Any], facts: Facts, fits: bool) -> None:
    assert (why_not(conditions, facts, opens_on=OPENS) == []) is fits


def test_a_code_is_the_same_however_it_is_typed() -> None:
    assert {login_digest(one) for one in ("7K3M92QF", "7k3m-92qf", " 7K3M 92QF ")} == {login_digest("7K3M92QF")}
    assert typed_code("10a-1") == "10A1"


def test_digests_of_different_things_never_meet() -> None:
    found = {login_digest("ABC"), phone_digest("ABC"), device_digest("ABC"), login_digest("ABD")}
    assert len(found) == 4


def test_new_codes_hold_no_letter_that_is_taken_for_another() -> None:
    codes = [new_code(8) for _one in range(200)]
    assert len(set(codes)) == 200
    assert not set("".join(codes)) & set("01OILU")
