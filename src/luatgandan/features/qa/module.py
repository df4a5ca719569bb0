"""What the room offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.registry import CitingSource, Policy
from luatgandan.foundation.accounts.rules import PersonalData, Role, RolePermissions
from luatgandan.foundation.backups.rules import Erasure
from luatgandan.foundation.modules.registry import (
    AnswerSource,
    ApiRouter,
    DeskPanel,
    MenuEntry,
    Module,
    QuestionTaker,
    Route,
    Schedule,
    SearchLabels,
    SearchSource,
    SitemapSource,
    Starter,
    register,
)
from luatgandan.foundation.notifications.rules import NotificationKind

from . import queries, services, tasks
from .enums import Field
from .queries import queues
from .queries.advising import advisers_tasks
from .starter import load

module = register(
    Module(
        name="qa",
        title=_("Hỏi đáp"),
        offers=(
            Route(prefix="", urlconf="luatgandan.features.qa.urls"),
            ApiRouter(router="luatgandan.features.qa.api.router"),
            SitemapSource(entries=queries.sitemap),
            MenuEntry(label=_("Hỏi đáp"), url_name="qa:board", order=20),
            MenuEntry(label=_("Gửi câu hỏi cho cán bộ"), url_name="qa:ask", place="home", order=20),
            QuestionTaker(take=services.take_question, order=50),
            DeskPanel(title=_("Hỏi đáp"), tasks=queues.desk_tasks, order=15),
            DeskPanel(title=_("Tư vấn"), tasks=advisers_tasks, order=16),
            CitingSource(
                model="qa.publication",
                title=_("Hỏi đáp đã đăng"),
                policy=Policy.HIDE,
                grace_days=30,
                organisation=lambda publication: publication.question.organisation,
                people=queries.people_for_review,
                edit_url=lambda publication, part: services.desk_path(publication.question),
                says=lambda publication, part: publication.short,
                asked=queries.asked_in,
            ),
            SearchSource(
                label=_("Câu hỏi của người dân đã có trả lời"),
                order=15,
                name=queries.SOURCE,
                items=queries.question_items,
                load=queries.load_questions,
                turning=queries.turning_questions,
            ),
            SearchLabels(facet="field", labels=dict(Field.choices)),
            AnswerSource(name=queries.SOURCE, load=queries.published_answers),
            Starter(label="câu hỏi thường gặp", load=load, order=70),
            RolePermissions(
                root_grants={
                    Role.ADMINISTRATOR: (
                        "qa.change_questionsettings",
                        "qa.add_route",
                        "qa.change_route",
                        "qa.delete_route",
                    )
                }
            ),
            NotificationKind(code=services.ASKER_KIND, title=_("Câu hỏi của bạn có tin mới"), is_necessary=True),
            NotificationKind(code=services.DESK_KIND, title=_("Câu hỏi của người dân cần xử lý")),
            Erasure(name="qa.question", known=queries.erased_questions, again=services.forget_again),
            PersonalData(label=_("Câu hỏi đã gửi"), collect=queries.questions_of),
            PersonalData(label=_("Câu trả lời đang theo dõi"), collect=queries.follows_of),
            NotificationKind(
                code=queries.CHANGED_KIND, title=_("Câu trả lời bạn theo dõi thay đổi"), is_necessary=True
            ),
            Schedule(task=tasks.watch, seconds=3_600),
            Schedule(task=tasks.forget_old, seconds=3_600),
            Schedule(task=tasks.tell_followers, seconds=900),
        ),
    )
)
