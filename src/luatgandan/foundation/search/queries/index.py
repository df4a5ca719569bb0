"""How the index stands, and who fills it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Min, Q
from django.utils import timezone

from luatgandan.backends.search import IndexStatus, get_search
from luatgandan.foundation.modules.registry import SearchSource, offers

from ..models import Change, IndexState
from ..pipeline.tokens import ANALYSIS_VERSION

LATE = timedelta(minutes=1)


def sources() -> list[SearchSource]:
    """What rooms let people find."""
    return list(offers(SearchSource))


def source_names() -> frozenset[str]:
    """Their names, with which ids begin."""
    return frozenset(one.name for one in sources())


def group_of(entry_id: str) -> str:
    """The group an entry belongs to: "document:17/art_5@#2" → "document:17"."""
    return entry_id.partition("#")[0].partition("/")[0]


def source_of(entry_id: str) -> str:
    """The name of the source an entry comes from."""
    return entry_id.partition(":")[0]


def needs_rebuild() -> bool:
    """Whether there is no index that can be read, or one with tokens of another analysis."""
    status = get_search().status()
    return not status.is_ready or status.version != ANALYSIS_VERSION


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The index and what waits for it."""

    engine: IndexStatus
    version: str  # of the analysis this code makes
    waiting: int
    failed: int  # of those waiting, tried in vain
    problem: str
    state: dict[str, Any]

    @property
    def is_outdated(self) -> bool:
        """Whether the index must be built anew."""
        return not self.engine.is_ready or self.engine.version != self.version

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def standing() -> Standing:
    """How the index stands, for operators."""
    row = IndexState.objects.filter(pk=1).first() or IndexState()
    engine = get_search().status()
    return Standing(
        engine=engine,
        version=ANALYSIS_VERSION,
        waiting=Change.objects.count(),
        failed=Change.objects.filter(attempts__gt=0).count(),
        problem=engine.problem or row.problem,
        state={
            name: value.isoformat() if value else None
            for name in ("built_at", "changed_at", "retry_at", "checked_on", "day")
            for value in [getattr(row, name)]
        },
    )


def late_changes() -> int:
    """How many changes wait for the index longer than a minute, or failed."""
    late = Q(noted_at__lt=timezone.now() - LATE) | Q(attempts__gt=0)
    return Change.objects.filter(late).count()


def what_is_wrong() -> str:
    """For /readyz: "" when the index can be searched and follows the database."""
    found = standing()
    if found.is_outdated:
        return "chưa có chỉ mục dùng được: chạy luatgandan search_index rebuild"
    if found.problem:
        return f"chỉ mục gặp lỗi, {found.waiting} thay đổi đang chờ: xem luatgandan search_index status"
    late = late_changes()
    return f"{late} thay đổi chờ vào chỉ mục hơn một phút" if late else ""


def index_lag() -> Mapping[str, float]:
    """For /metrics: how many seconds the oldest change waits."""
    oldest = Change.objects.aggregate(oldest=Min("noted_at"))["oldest"]
    return {"": (timezone.now() - oldest).total_seconds() if oldest else 0.0}
