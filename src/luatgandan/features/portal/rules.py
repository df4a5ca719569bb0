"""Who may do what to a page: roles by organisation subtree, and never one person alone."""

from typing import Any

from wagtail.models import Page

from luatgandan.foundation.accounts.rules import Action, may, may_edit

from .models import SectionPage

ROOM = "portal"


def responsible_organisation(page: Page) -> Any:
    """The organisation of the nearest section above (or the page itself); None means the whole site's."""
    sections = SectionPage.objects.ancestor_of(page, inclusive=True).filter(organisation__isnull=False)
    nearest = sections.select_related("organisation").order_by("-depth").first()
    return nearest.organisation if nearest else None


def may_change(person: Any, page: Page) -> bool:
    """Open the editor: those who may edit it (their own or any), and those who decide about it."""
    organisation = responsible_organisation(page)
    edits = may_edit(person, author=page.owner, room=ROOM, organisation=organisation)
    return edits or may(person, Action.APPROVE, room=ROOM, organisation=organisation)


def may_act(person: Any, action: str, page: Page) -> bool:
    """True when one of the person's roles allows `action` where this page belongs."""
    return may(person, action, room=ROOM, organisation=responsible_organisation(page))


def wrote_last(person: Any, page: Page) -> bool:
    """True when this person submitted the page or made its newest revision: somebody else must publish it."""
    state = page.current_workflow_state
    revision = page.get_latest_revision()
    return bool((state and state.requested_by_id == person.pk) or (revision and revision.user_id == person.pk))


def lacks_text_alternative(page: Any) -> bool:
    """True when the page's cover has no description for people who cannot see it."""
    cover = getattr(page, "cover", None)
    return bool(cover and not cover.description.strip())
