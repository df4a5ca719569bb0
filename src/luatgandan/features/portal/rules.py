"""Who may do what to a page: roles by organisation subtree, and never one person alone."""

from typing import Any

from wagtail.models import Page, Revision

from luatgandan.foundation.accounts.rules import Action, may, may_edit

from .models.rights import ROOM, may_act, responsible_organisation
from .models.workflow import lacks_text_alternative

__all__ = ["lacks_text_alternative", "may_act", "may_change", "responsible_organisation", "wrote_last"]

STATE_FIELDS = frozenset(
    {
        "draft_title",
        "expired",
        "first_published_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "url_path",
    }
)


def may_change(person: Any, page: Page) -> bool:
    """Open the editor: those who may edit it (their own or any), and those who decide about it."""
    organisation = responsible_organisation(page)
    edits = may_edit(person, author=page.owner, room=ROOM, organisation=organisation)
    return edits or may(person, Action.APPROVE, room=ROOM, organisation=organisation)


def wrote_last(person: Any, page: Page) -> bool:
    """True when this person submitted the page or wrote what would go public now: somebody else must publish it.

    Pressing "publish" saves a revision of its own; one that changes nothing leaves the page its author's.
    """
    state = page.current_workflow_state
    if state and state.requested_by_id == person.pk:
        return True
    newest, *older = [(revision.user_id, _written(revision)) for revision in page.revisions.order_by("-pk")[:10]] or [
        None
    ]
    if newest is None:
        return False
    author, written = newest
    for user_id, content in older:
        if content != written:
            break
        author = user_id
    return bool(author == person.pk)


def _written(revision: Revision) -> dict[str, Any]:
    """What a revision says, without what Wagtail notes about its state."""
    return {name: value for name, value in revision.content.items() if name not in STATE_FIELDS}
