"""The assistant at the staff desk: the report on askings, and help with content."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from .drafts import DraftViewSet
from .practice import PracticeViewSet
from .prompts import PromptViewSet
from .register import RegisterViewSet
from .runs import AssistantViewSet

__all__ = ["AssistantViewSet", "HelpGroup"]


class HelpGroup(ViewSetGroup):
    """Menu entry "Giúp soạn nội dung"."""

    menu_label = _("Giúp soạn nội dung")
    menu_icon = "edit"
    menu_order = 160
    items = (DraftViewSet, PracticeViewSet, PromptViewSet, RegisterViewSet)
