"""The room of questions at the staff desk: queues, one question, answers, publishing, people who come in, routes."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from luatgandan.foundation.ui.viewsets import DeskViewSet

from .advising import AdviserViewSet
from .desk import may_see_desk
from .files import CopyFileView, CopyView, FileView
from .intake import IntakeView, SlipView
from .library import LibraryViewSet
from .limits import LimitsViewSet
from .publishing import PublishView
from .questions import ActView, QuestionView, QueueView
from .statistics import StatisticsViewSet
from .tables import RouteViewSet
from .writing import WriteView

__all__ = ["QuestionGroup"]


class QuestionViewSet(DeskViewSet):
    """Menu entry "Câu hỏi"."""

    name = "qa_desk"
    url_prefix = "hoi-dap"
    icon = "help"
    menu_label = _("Câu hỏi")
    may_see = staticmethod(may_see_desk)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", QueueView.as_view(), name="list"),
            path("ghi-ho/", IntakeView.as_view(), name="intake"),
            path("<int:pk>/", QuestionView.as_view(), name="question"),
            path("<int:pk>/viec/<slug:act>/", ActView.as_view(), name="act"),
            path("<int:pk>/tra-loi/", WriteView.as_view(), name="write"),
            path("<int:pk>/dang/", PublishView.as_view(), name="publish"),
            path("<int:pk>/phieu/", SlipView.as_view(), name="slip"),
            path("<int:pk>/tep/<int:file>/", FileView.as_view(), name="file"),
            path("<int:pk>/tep/<int:file>/cong-khai/", CopyView.as_view(), name="copy"),
            path("<int:pk>/tep/<int:file>/cong-khai/tai/", CopyFileView.as_view(), name="copy_file"),
        ]


class QuestionGroup(ViewSetGroup):
    """Menu entry "Hỏi đáp"."""

    menu_label = _("Hỏi đáp")
    menu_icon = "help"
    menu_order = 150
    items = (
        QuestionViewSet, AdviserViewSet, LibraryViewSet, StatisticsViewSet, RouteViewSet, LimitsViewSet,
    )  # fmt: skip
