"""What `search` offers to the house."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import (
    ApiRouter,
    DeskPanel,
    DeskTask,
    Module,
    Route,
    Schedule,
    Starter,
    register,
)
from luatgandan.foundation.notifications.rules import NotificationKind
from luatgandan.foundation.watching.rules import Gauge, HealthCheck

from . import queries, services, tasks


def desk_tasks(person: Any) -> list[DeskTask]:
    """What is not in the index yet, once it waits longer than it should."""
    late = queries.late_changes()
    url = reverse("search_desk:index")
    return [DeskTask(label=_("Thay đổi chưa vào chỉ mục tìm kiếm"), count=late, url=url, is_late=True)] if late else []


module = register(
    Module(
        name="search",
        title=_("Tìm kiếm"),
        offers=(
            Route(prefix="tim-kiem/", urlconf="luatgandan.foundation.search.urls.public"),
            Route(prefix="", urlconf="luatgandan.foundation.search.urls.root", localised=False),
            ApiRouter(router="luatgandan.foundation.search.api.router"),
            Starter(label="chỉ mục tìm kiếm", load=services.ready_index, order=1000),
            DeskPanel(title=_("Tìm kiếm"), tasks=desk_tasks, order=70),
            Schedule(task=tasks.tend_index, seconds=60),
            Schedule(task=tasks.check_at_night, seconds=3600),
            Schedule(task=tasks.run_saved_searches, seconds=300),
            Schedule(task=tasks.forget_old, seconds=86_400),
            HealthCheck(
                name="search",
                title=_("Tìm kiếm"),
                look=queries.what_is_wrong,
                meanwhile=_("Tìm kiếm chưa đầy đủ hoặc chưa dùng được. Danh mục văn bản, câu hỏi vẫn mở được."),
                order=30,
            ),
            Gauge(
                name="index_waiting", text="Changes not in the index.", measure=lambda: {"": queries.standing().waiting}
            ),
            Gauge(name="index_lag_seconds", text="Age of the oldest change not in it.", measure=queries.index_lag),
            NotificationKind(code=services.KIND, title=_("Có kết quả mới cho tìm kiếm đã lưu"), is_necessary=True),
        ),
    )
)
