"""What Wagtail's screens let somebody do with a page: never more than their roles allow where the page belongs.

Wagtail knows no subtree and asks these rights for every screen, bulk action and call of its API; what they refuse is
refused wherever it is tried.
"""

from typing import Any

from django.apps import apps
from wagtail.models import Page, PagePermissionTester

from luatgandan.foundation.accounts.rules import Action, may

ROOM = "portal"
NEEDED = {
    "add": Action.CREATE,
    "change": Action.EDIT,
    "publish": Action.PUBLISH,
    "lock": Action.APPROVE,
    "unlock": Action.EDIT,
}
"""Wagtail's right over pages: the action of the house that it takes; others are nobody's."""


def responsible_organisation(page: Page) -> Any:
    """The organisation of the nearest section above (or the page itself); None means the whole site's."""
    sections = apps.get_model("portal.SectionPage").objects.ancestor_of(page, inclusive=True)
    nearest = sections.filter(organisation__isnull=False).select_related("organisation").order_by("-depth").first()
    return nearest.organisation if nearest else None


def may_act(person: Any, action: str, page: Page) -> bool:
    """True when one of the person's roles allows `action` where this page belongs."""
    return may(person, action, room=ROOM, organisation=responsible_organisation(page))


class PageRights(PagePermissionTester):
    """Wagtail's rights, kept to the subtree and the room; what is written is never published in the same breath."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser:
            organisation = _organisation_of(page, user) if self.permissions else None
            self.permissions = {
                name
                for name in self.permissions
                if name in NEEDED and may(user, NEEDED[name], room=ROOM, organisation=organisation)
            }

    def can_publish_subpage(self) -> bool:
        """Whoever makes or copies a page wrote it: another person publishes it."""
        return False


def _organisation_of(page: Page, person: Any) -> Any:
    """As `responsible_organisation`, reading the sections once per person object: lists ask for every row."""
    if not hasattr(person, "_sections"):
        sections = apps.get_model("portal.SectionPage").objects.filter(organisation__isnull=False)
        person._sections = list(sections.select_related("organisation").order_by("-depth"))
    return next((one.organisation for one in person._sections if page.path.startswith(one.path)), None)
