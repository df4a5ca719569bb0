"""What `watching` offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import MenuEntry, Module, Route, Schedule, register

from . import tasks
from .queries import parts
from .queries import tasks as queues
from .rules import Gauge, HealthCheck

module = register(
    Module(
        name="watching",
        title=_("Theo dõi hoạt động"),
        offers=(
            Route(prefix="tinh-trang/", urlconf="luatgandan.foundation.watching.urls"),
            MenuEntry(label=_("Tình trạng hoạt động"), url_name="watching:status", place="footer", order=900),
            Schedule(task=tasks.forget_done_tasks, seconds=3600),
            HealthCheck(
                name="database",
                title=_("Đọc nội dung, đăng nhập"),
                look=parts.database,
                meanwhile=_("Nhiều trang chưa mở được. Bạn hãy thử lại sau ít phút."),
                is_vital=True,
                order=10,
            ),
            HealthCheck(
                name="migrations",
                title=_("Bản nâng cấp"),
                look=parts.migrations,
                meanwhile=_("Cổng đang được nâng cấp. Bạn hãy thử lại sau ít phút."),
                is_vital=True,
                order=20,
            ),
            HealthCheck(
                name="cache",
                title=_("Tốc độ mở trang"),
                look=parts.cached,
                meanwhile=_("Trang có thể mở chậm hơn thường ngày."),
                order=40,
            ),
            HealthCheck(
                name="storage",
                title=_("Gửi và tải tệp"),
                look=parts.files,
                meanwhile=_("Tạm thời chưa gửi được tệp đính kèm. Gửi câu hỏi bằng chữ vẫn được."),
                order=50,
            ),
            HealthCheck(
                name="disk",
                title=_("Chỗ lưu dữ liệu mới"),
                look=parts.room,
                meanwhile=_("Chỗ lưu sắp hết. Nội dung đã lưu không mất."),
                order=60,
            ),
            HealthCheck(
                name="worker",
                title=_("Thư, tin nhắn, cập nhật định kỳ"),
                look=queues.worker,
                meanwhile=_("Thư và tin nhắn đi chậm hơn thường ngày. Điều bạn đã gửi vẫn được giữ và sẽ được xử lý."),
                order=70,
            ),
            Gauge(name="tasks_waiting", text="Tasks that are due.", label="queue", measure=queues.waiting),
            Gauge(
                name="tasks_lag_seconds", text="Age of the oldest task that is due.", label="queue", measure=queues.lags
            ),
            Gauge(name="tasks_failed", text="Tasks that failed in a day.", label="queue", measure=queues.failures),
        ),
    )
)
