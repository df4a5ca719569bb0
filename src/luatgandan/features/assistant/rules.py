"""Who may see what people ask in vain, and who writes, reads and registers for which unit."""

from typing import Any

from luatgandan.foundation.accounts.rules import Action, is_staff_member, may, may_edit, may_somewhere

from .models import AiUse, Draft

ROOM = "assistant"


def may_see_runs(person: Any) -> bool:
    """Whoever works at the desk: questions are scrubbed, short-lived and tied to nobody."""
    return bool(person.has_perm("wagtailadmin.access_admin"))


def may_judge_answers(person: Any) -> bool:
    """Say whether an answer rests on the right law: for the whole province, since askings belong to no unit."""
    return may(person, Action.APPROVE, room=ROOM, organisation=None)


def may_see_drafts(person: Any) -> bool:
    """Read drafts of some unit."""
    return may_somewhere(person, Action.VIEW_DRAFT, room=ROOM)


def may_create_draft(person: Any, organisation: Any) -> bool:
    """Make drafts for this unit."""
    return may(person, Action.CREATE, room=ROOM, organisation=organisation)


def may_see_draft(person: Any, draft: Draft) -> bool:
    """Read a draft with its history."""
    return may(person, Action.VIEW_DRAFT, room=ROOM, organisation=draft.organisation)


def may_edit_draft(person: Any, draft: Draft) -> bool:
    """Change a draft: one's own, or any of the unit."""
    return may_edit(person, author=draft.author, room=ROOM, organisation=draft.organisation)


def may_write_prompts(person: Any) -> bool:
    """Change the prompts that all units share: a decision for the whole province."""
    return may(person, Action.EDIT, room=ROOM, organisation=None)


def may_register(person: Any, organisation: Any) -> bool:
    """Put a use of AI of this unit into the register, or change it: whoever approves there."""
    return may(person, Action.APPROVE, room=ROOM, organisation=organisation)


def may_register_somewhere(person: Any) -> bool:
    """Register uses of AI of some unit."""
    return may_somewhere(person, Action.APPROVE, room=ROOM)


def may_change_use(person: Any, use: AiUse) -> bool:
    """Change an entry of the register."""
    return may_register(person, use.organisation)


def may_practise(person: Any) -> bool:
    """All who hold a role."""
    return is_staff_member(person)


def may_make_practice(person: Any) -> bool:
    """Make tasks that all staff do."""
    return may(person, Action.EDIT, room=ROOM, organisation=None)


def may_see_training(person: Any) -> bool:
    """See how many of a unit are trained: the head of the unit, in numbers only."""
    return may_somewhere(person, Action.MANAGE_PEOPLE, room=ROOM)
