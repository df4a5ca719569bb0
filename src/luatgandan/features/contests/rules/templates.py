"""Contests to begin from: real rule sets of law contests (domain.md §3), as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..enums import Counted, Criterion, Names, PredictionBase, PrizeKind, RoundKind
from ..papers.values import Quota, Rules

HALF = 50
TEAM = 10  # people of a unit that may win by its share of people: a unit of one has a hundred per cent
GUESSING = (Criterion.SCORE, Criterion.PREDICTION, Criterion.TIME, Criterion.EARLIER, Criterion.LOT)


@dataclass(frozen=True, kw_only=True)
class RoundPlan:
    """A round that runs for so many days, right after the one before or after some days of rest."""

    days: int
    rules: Rules
    title: Any = ""
    kind: RoundKind = RoundKind.OPEN
    takes_from_earlier: int = 0
    rest_days: int = 0

    @property
    def rest(self) -> timedelta:
        """From the end of the round before to its opening."""
        return timedelta(days=self.rest_days)

    @property
    def length(self) -> timedelta:
        """From its opening to its end."""
        return timedelta(days=self.days)


@dataclass(frozen=True, kw_only=True)
class PrizePlan:
    """So many prizes; of every open round, of the final, or of the whole contest when `of` is empty.

    A person wins nothing with less than half of the points, unless the organiser says otherwise.
    """

    title: Any
    quantity: int
    kind: PrizeKind = PrizeKind.PERSON
    of: RoundKind | None = RoundKind.OPEN

    @property
    def least_score(self) -> int:
        """Per cent of the points."""
        return HALF if self.kind == PrizeKind.PERSON else 0

    @property
    def least_entrants(self) -> int:
        """People of a unit."""
        return TEAM if self.kind == PrizeKind.BY_HEADCOUNT else 0


@dataclass(frozen=True, kw_only=True)
class Template:
    """What a new contest begins with; everything can be changed before it is approved."""

    code: str
    title: Any
    says: Any
    rounds: tuple[RoundPlan, ...]
    prizes: tuple[PrizePlan, ...] = ()
    asked: tuple[str, ...] = ("born_on", "ward", "phone")
    eligibility: Mapping[str, Any] = field(default_factory=dict)
    names: Names = Names.MASKED
    is_practice: bool = False


_PERSONAL = (
    PrizePlan(title=_("Giải nhất"), quantity=1),
    PrizePlan(title=_("Giải nhì"), quantity=3),
    PrizePlan(title=_("Giải ba"), quantity=10),
    PrizePlan(title=_("Giải khuyến khích"), quantity=15),
)
_WEEKLY = (
    PrizePlan(title=_("Giải nhất tuần"), quantity=1),
    PrizePlan(title=_("Giải nhì tuần"), quantity=1),
    PrizePlan(title=_("Giải ba tuần"), quantity=2),
)
_WEEK = RoundPlan(
    days=7,
    rules=Rules(
        quotas=(Quota(count=10),), minutes=15, attempts=3, counted=Counted.BEST,
        prediction=PredictionBase.ALL_RIGHT, chain=GUESSING,
    ),
)  # fmt: skip
_FIRST_ROUND = RoundPlan(days=7, rules=Rules(quotas=(Quota(count=20),), minutes=15))
TEMPLATES: dict[str, Template] = {
    one.code: one
    for one in (
        Template(
            code="hoc-sinh",
            title=_("Học sinh một vòng"),
            says=_("10 ngày, 20 câu, 15 phút, mỗi em một lượt; điểm rồi đến thời gian; giải cá nhân, giải cho trường."),
            rounds=(RoundPlan(days=10, rules=Rules(quotas=(Quota(count=20),), minutes=15)),),
            prizes=(
                *_PERSONAL,
                PrizePlan(title=_("Trường có nhiều người dự thi nhất"), quantity=1, kind=PrizeKind.MOST_ENTRANTS,
                          of=None),
                PrizePlan(title=_("Trường có nhiều người đạt giải nhất"), quantity=1, kind=PrizeKind.MOST_WINNERS,
                          of=None),
            ),
            asked=("born_on", "unit", "class_name"),
            eligibility={"units": True, "classes": ["10", "11", "12"]},
        ),
        Template(
            code="nhieu-tuan",
            title=_("Nhiều tuần có dự đoán"),
            says=_("4 tuần, mỗi tuần 10 câu và một câu dự đoán, 15 phút, 3 lượt lấy lượt tốt nhất; giải từng tuần."),
            rounds=(_WEEK,) * 4,
            prizes=(
                *_WEEKLY,
                PrizePlan(title=_("Tập thể có tỷ lệ người dự thi cao nhất"), quantity=1, kind=PrizeKind.BY_HEADCOUNT,
                          of=None),
            ),
            asked=("born_on", "ward", "unit", "phone"),
            eligibility={"age_from": 15},
        ),
        Template(
            code="chung-ket",
            title=_("Sơ loại và chung kết"),
            says=_("3 tuần sơ loại, mỗi tuần 20 câu, 15 phút, lấy 15 người; một tuần để xếp hạng; chung kết 30 câu, "
                   "10 phút, một lượt."),
            rounds=(
                *(_FIRST_ROUND,) * 3,
                RoundPlan(days=1, rules=Rules(quotas=(Quota(count=30),), minutes=10), title=_("Chung kết"),
                          kind=RoundKind.FINAL, takes_from_earlier=15, rest_days=7),
            ),
            prizes=tuple(PrizePlan(title=one.title, quantity=one.quantity, of=RoundKind.FINAL) for one in _PERSONAL),
            eligibility={"age_from": 14},
        ),
        Template(
            code="luyen-tap",
            title=_("Luyện tập"),
            says=_("Mở cả năm, 20 câu, 20 phút, không hạn chế lượt; làm xong xem ngay đáp án; không xếp giải."),
            rounds=(RoundPlan(days=365, rules=Rules(quotas=(Quota(count=20),), minutes=20, attempts=0)),),
            asked=(),
            is_practice=True,
        ),
    )
}  # fmt: skip
