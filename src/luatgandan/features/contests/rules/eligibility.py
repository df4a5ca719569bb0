"""Who may take part in a contest: conditions as data, refusals as sentences."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.rules.consents import age_on
from luatgandan.foundation.organisations.enums import OrganisationKind
from luatgandan.lib.vietnamese import fold

Conditions = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a person says of themselves, or a roster says of them. `ward` is a code; `phones` are digests.

    `unit_kind` (`OrganisationKind`) is empty for people without a unit.
    """

    born_on: date | None = None
    ward: str = ""
    unit_kind: str = ""
    class_name: str = ""
    phones: Collection[str] = ()


def why_not(conditions: Conditions, facts: Facts, *, opens_on: date) -> list[str]:
    """All reasons why these facts do not fit; empty when they do. Ages count on the day the first round opens."""
    return [reason for check in _CHECKS if (reason := check(conditions, facts, opens_on))]


def _age(conditions: Conditions, facts: Facts, opens_on: date) -> str:
    least, most = conditions.get("age_from") or 0, conditions.get("age_to") or 0
    if not (least or most):
        return ""
    age = age_on(facts.born_on, opens_on)
    if age is None:
        return _("Cuộc thi có điều kiện về tuổi. Hãy ghi ngày sinh.")
    told = {"age": age, "day": f"{opens_on:%d/%m/%Y}", "least": least, "most": most}
    if least and age < least:
        return _("Ngày mở cuộc thi (%(day)s) bạn %(age)s tuổi; thể lệ ghi từ đủ %(least)s tuổi.") % told
    if most and age > most:
        return _("Ngày mở cuộc thi (%(day)s) bạn %(age)s tuổi; thể lệ ghi đến hết %(most)s tuổi.") % told
    return ""


def _ward(conditions: Conditions, facts: Facts, _opens_on: date) -> str:
    wards = conditions.get("wards") or []
    if not wards or facts.ward in wards:
        return ""
    if not facts.ward:
        return _("Cuộc thi dành cho người ở một số xã, phường. Hãy ghi xã, phường của bạn.")
    return _("Cuộc thi này không dành cho xã, phường bạn ghi. Xem địa bàn ở phần thể lệ.")


def _unit(conditions: Conditions, facts: Facts, _opens_on: date) -> str:
    kinds = conditions.get("unit_kinds") or []
    if not facts.unit_kind:
        return _("Hãy chọn đơn vị dự thi của bạn.") if kinds or conditions.get("units") else ""
    if kinds and facts.unit_kind not in kinds:
        told = ", ".join(str(OrganisationKind(one).label) for one in kinds)
        return _("Cuộc thi dành cho người của các loại đơn vị: %(kinds)s.") % {"kinds": told}
    return ""


def _class(conditions: Conditions, facts: Facts, _opens_on: date) -> str:
    classes = conditions.get("classes") or []
    if not classes or any(_is_of(facts.class_name, one) for one in classes):
        return ""
    return _("Cuộc thi dành cho các lớp: %(classes)s.") % {"classes": ", ".join(conditions["classes"])}


def _is_of(class_name: str, wanted: str) -> bool:
    """A condition of digits is a grade: 10A1 is of grade 10, 1A is not."""
    typed = fold(class_name).removeprefix("lop").strip()
    if wanted.isdecimal():
        return typed[: len(typed) - len(typed.lstrip("0123456789"))] == wanted
    return typed == fold(wanted).removeprefix("lop").strip()


def _denied(conditions: Conditions, facts: Facts, _opens_on: date) -> str:
    if set(facts.phones) & set(conditions.get("denied") or []):
        return _("Thể lệ không cho người trong Ban Tổ chức, Tổ Thư ký dự thi.")
    return ""


_CHECKS: tuple[Callable[[Conditions, Facts, date], str], ...] = (_age, _ward, _unit, _class, _denied)
