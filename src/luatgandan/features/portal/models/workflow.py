"""Two people: nobody approves what they wrote, and nothing is approved that some cannot see."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page

from luatgandan.foundation.accounts.rules import Action

from .rights import may_act

APPROVE = "approve"
"""Wagtail's name of the action."""


class TwoPersonApprovalTask(AbstractGroupApprovalTask):
    """Approval where one's role reaches, but never by the person who submitted or last edited the page."""

    class Meta:
        verbose_name = _("duyệt hai người")
        verbose_name_plural = _("duyệt hai người")

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        if is_author(obj, user) or not may_act(user, Action.APPROVE, obj):
            return []
        return super().get_actions(obj, user)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return may_act(user, Action.APPROVE, obj) and super().user_can_access_editor(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return may_act(user, Action.APPROVE, obj) and super().user_can_lock(obj, user)

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """The last gate, whichever screen the approval comes from; the editor says it more kindly before."""
        if action_name == APPROVE and lacks_text_alternative(task_state.workflow_state.content_object):
            raise PermissionDenied(_("Ảnh đại diện chưa có lời mô tả. Hãy thêm lời mô tả cho ảnh rồi duyệt lại."))
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        return str(_("Người khác người soạn phải duyệt thì trang mới được đăng."))


def is_author(page: Page, user: Any) -> bool:
    """True when `user` submitted the page for moderation or made its latest revision."""
    state = getattr(page, "current_workflow_state", None)
    revision = page.get_latest_revision() if page.pk else None
    return bool((state and state.requested_by_id == user.pk) or (revision and revision.user_id == user.pk))


def lacks_text_alternative(page: Any) -> bool:
    """True when the page's cover has no description for people who cannot see it."""
    cover = getattr(page, "cover", None)
    return bool(cover and not cover.description.strip())
