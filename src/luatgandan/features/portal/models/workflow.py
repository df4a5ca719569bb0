"""Two people: nobody approves what they wrote."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page


class TwoPersonApprovalTask(AbstractGroupApprovalTask):
    """Approval by the groups, but never by the person who submitted or last edited the page."""

    class Meta:
        verbose_name = _("duyệt hai người")
        verbose_name_plural = _("duyệt hai người")

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        if is_author(obj, user):
            return []
        return super().get_actions(obj, user)  # type: ignore[no-any-return]

    @classmethod
    def get_description(cls) -> str:
        return str(_("Người khác người soạn phải duyệt thì trang mới được đăng."))


def is_author(page: Page, user: Any) -> bool:
    """True when `user` submitted the page for moderation or made its latest revision."""
    state = getattr(page, "current_workflow_state", None)
    revision = page.get_latest_revision() if page.pk else None
    return bool((state and state.requested_by_id == user.pk) or (revision and revision.user_id == user.pk))
