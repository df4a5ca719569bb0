"""What the room offers to the house."""

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import ConsentPurpose, PersonalData
from luatgandan.foundation.backups.rules import Erasure
from luatgandan.foundation.modules.registry import (
    DeskPanel,
    MenuEntry,
    Module,
    Route,
    Schedule,
    SitemapSource,
    Starter,
    WeakTopicSource,
    register,
)
from luatgandan.foundation.notifications.rules import NotificationKind

from . import queries, tasks
from .queries.data import entries_of, withdrawals
from .queries.desk import desk_tasks
from .queries.learning import weak_topics
from .services.joining import TAKING_PART
from .services.steps import DESK_KIND
from .services.telling import NOTICE_KIND, OWN_KIND
from .services.withdrawing import withdraw_again
from .starter import load

USED = _(
    "Dữ liệu dùng: họ tên, ngày sinh, xã, phường, đơn vị, lớp, số điện thoại (dạng mã), bài làm; số điện thoại và thư "
    "điện tử để liên hệ khi thể lệ hỏi. Rút đồng ý là rút khỏi mọi cuộc thi đang dự."
)
KEPT = format_lazy(
    _(
        "{days} ngày sau khi cuộc thi có quyết định trao giải, bị hủy, hoặc đóng mà không xét giải, họ tên, ngày sinh, "
        "lớp, số điện thoại, thư điện tử và dấu hiệu thiết bị được xóa; bài làm, kết quả, xã, phường và đơn vị còn lại "
        "theo mã dự thi, giấy chứng nhận đã trao còn tên. Xóa tài khoản thì các thông tin này được xóa ngay, riêng mã "
        "của số điện thoại được giữ khi cuộc thi chưa xong, để mỗi người chỉ dự một lần."
    ),
    days=settings.CONTEST_ENTRANT_DAYS,
)

module = register(
    Module(
        name="contests",
        title=_("Cuộc thi"),
        offers=(
            Schedule(task=tasks.keep_rounds, seconds=60),
            Schedule(task=tasks.remove_old_stages, seconds=3600),
            DeskPanel(title=_("Cuộc thi"), tasks=desk_tasks, order=35),
            Schedule(task=tasks.forget_archives, seconds=86_400),
            Schedule(task=tasks.forget_entrants, seconds=86_400),
            NotificationKind(code=OWN_KIND, title=_("Giải thưởng và khiếu nại của bạn ở cuộc thi"), is_necessary=True),
            NotificationKind(code=NOTICE_KIND, title=_("Cuộc thi bạn dự có thay đổi"), is_necessary=True),
            NotificationKind(code=DESK_KIND, title=_("Cuộc thi cần duyệt hoặc công bố")),
            Route(prefix="", urlconf="luatgandan.features.contests.urls"),
            SitemapSource(entries=queries.sitemap),
            WeakTopicSource(topics=weak_topics),
            MenuEntry(label=_("Cuộc thi"), url_name="contests:contests", order=25),
            Starter(label="cuộc thi", load=load, order=90),
            Erasure(name="contests.withdrawal", known=withdrawals, again=withdraw_again),
            PersonalData(label=_("Cuộc thi đã dự"), collect=entries_of),
            ConsentPurpose(
                code=TAKING_PART,
                title=_("Dự thi tìm hiểu pháp luật"),
                text=_(
                    "Tôi đồng ý để Ban Tổ chức dùng thông tin tôi ghi khi đăng ký, bài làm, thời gian làm bài và dấu "
                    "hiệu nhận ra thiết bị để tổ chức, chấm, xếp hạng cuộc thi và phát hiện gian lận. Tên tôi được "
                    "che bớt khi công bố, trừ khi tôi đồng ý hiện tên. Số căn cước chỉ hỏi người đạt giải."
                ),
                data=format_lazy("{used} {kept}", used=USED, kept=KEPT),
                order=60,
            ),
        ),
    )
)
