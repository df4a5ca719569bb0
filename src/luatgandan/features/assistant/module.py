"""What the room offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.registry import QuietSource
from luatgandan.foundation.accounts.rules import ConsentPurpose, PersonalData, Role, RolePermissions
from luatgandan.foundation.modules.registry import (
    AnswerProposer,
    ApiRouter,
    DeskPanel,
    MenuEntry,
    Module,
    Route,
    Schedule,
    Starter,
    register,
)
from luatgandan.foundation.notifications.rules import NotificationKind
from luatgandan.foundation.watching.rules import HealthCheck

from . import queries, services, tasks
from .queries.practice import practice_data
from .queries.register import register_tasks
from .queries.runs import desk_tasks
from .starter import load

module = register(
    Module(
        name="assistant",
        title=_("Trợ lý pháp luật"),
        offers=(
            Route(prefix="", urlconf="luatgandan.features.assistant.urls"),
            ApiRouter(router="luatgandan.features.assistant.api.router"),
            MenuEntry(label=_("Trợ lý pháp luật"), url_name="assistant:ask", order=15),
            MenuEntry(label=_("Hỏi trợ lý pháp luật"), url_name="assistant:ask", place="home", order=10),
            QuietSource(model="assistant.run"),
            QuietSource(model="assistant.draft"),
            QuietSource(model="assistant.practicetask"),
            Starter(label="bàn soạn nội dung", load=load, order=60),
            PersonalData(label=_("Phòng luyện"), collect=practice_data),
            RolePermissions(root_grants={Role.ADMINISTRATOR: ("assistant.change_assistantswitches",)}),
            Schedule(task=tasks.forget_old, seconds=86_400),
            Schedule(task=tasks.tell_followers, seconds=900),
            NotificationKind(code=services.KIND, title=_("Câu trả lời bạn theo dõi đã đổi căn cứ"), is_necessary=True),
            HealthCheck(
                name="language_model",
                title=_("Lời dễ hiểu của trợ lý"),
                look=queries.what_is_wrong,
                meanwhile=_("Trợ lý vẫn trả lời bằng nguyên văn luật; lời viết lại cho dễ hiểu tạm vắng."),
                order=90,
            ),
            AnswerProposer(propose=services.propose_answer),
            DeskPanel(title=_("Trợ lý pháp luật"), tasks=desk_tasks, order=40),
            DeskPanel(title=_("Sổ đăng ký dùng AI"), tasks=register_tasks, order=41),
            PersonalData(label=_("Câu trả lời đang theo dõi"), collect=queries.data_of),
            PersonalData(label=_("Câu đã hỏi trợ lý"), collect=queries.asked_data),
            ConsentPurpose(
                code=services.HISTORY,
                title=_("Lưu những câu tôi hỏi trợ lý vào tài khoản"),
                text=_(
                    "Tôi đồng ý để cổng lưu những câu tôi hỏi trợ lý pháp luật cùng câu trả lời vào tài khoản của tôi, "
                    "để tôi xem lại. Tôi xóa từng câu hay tất cả lúc nào cũng được; rút lại sự đồng ý thì cổng xóa hết."
                ),
                data=_("Dữ liệu dùng: lời câu hỏi đã bỏ thông tin riêng, lúc hỏi, câu trả lời."),
                order=50,
            ),
        ),
    )
)
