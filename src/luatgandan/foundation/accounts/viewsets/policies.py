"""How Wagtail's screens ask the house's rules."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.admin.views.generic import UsageView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.permission_policies import BlanketPermissionPolicy

from .. import rules


class RulesPolicy(BlanketPermissionPolicy):
    """A screen opens to whoever may do `action` somewhere; which rows are shown is the query's business."""

    def __init__(self, model: Any, *, action: str, verbs: set[str]) -> None:
        super().__init__(model)
        self.action, self.verbs = action, verbs

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.verbs and rules.may_somewhere(user, self.action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any) -> Any:
        people = get_user_model().objects.filter(is_active=True, is_staff=True)
        wanted = [person.pk for person in people if self.user_has_any_permission(person, actions)]
        return get_user_model().objects.filter(pk__in=wanted)


class Within:
    """A view of one row: outside `rows(reader)`, which the list shows, the row does not exist."""

    rows: Callable[[Any], "QuerySet[Any]"]
    request: Any

    def get_base_object_queryset(self) -> "QuerySet[Any]":
        return type(self).rows(self.request.user)


class HistoryWithin(Within, HistoryView):
    """What was done with a row of one's own."""


class UsageWithin(Within, UsageView):
    """Where a row of one's own is used."""
