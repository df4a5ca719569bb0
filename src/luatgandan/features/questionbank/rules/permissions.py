"""Who may do what to a question of a bank: roles by organisation subtree, and always two persons."""

from collections.abc import Callable
from typing import Any

from luatgandan.foundation.accounts.rules import Action, may, may_edit, may_somewhere

from ..enums import Act, Party
from ..models import Bank, Item, ItemVersion
from .transitions import TRANSITIONS, transition

ROOM = "questionbank"
Check = Callable[[Any, Item, ItemVersion], bool]


def _holds(action: str) -> Check:
    return lambda person, item, version: may(person, action, room=ROOM, organisation=item.bank.organisation)


def _second(action: str) -> Check:
    """Whoever wrote the words never decides on them, superusers included."""
    holds = _holds(action)
    return lambda person, item, version: holds(person, item, version) and version.author_id != person.pk


def _third(person: Any, item: Item, version: ItemVersion) -> bool:
    """Words without an author are approved by another person than who checked them."""
    is_second = _second(Action.APPROVE)(person, item, version)
    return is_second and (version.author_id is not None or version.checker_id != person.pk)


def _writes(person: Any, item: Item, version: ItemVersion) -> bool:
    return may_edit(person, author=version.author, room=ROOM, organisation=item.bank.organisation)


PARTIES: dict[Party, Check] = {
    Party.WRITER: _writes,
    Party.CHECKER: _second(Action.EDIT),
    Party.APPROVER: _third,
    Party.KEEPER: _holds(Action.WITHDRAW),
    Party.EDITOR: _holds(Action.EDIT),
}


def may_do(person: Any, act: str, item: Item) -> bool:
    """Whether the person may do the act to the newest version now."""
    step = transition(item.state, act)
    return step is not None and item.latest is not None and PARTIES[step.party](person, item, item.latest)


def acts_for(person: Any, item: Item) -> list[Act]:
    """All that the person may do to the question now, in the order of the acts: the buttons of a page."""
    possible = {act for state, act in TRANSITIONS if state == item.state}
    return [act for act in Act if act in possible and may_do(person, act, item)]


def may_create(person: Any, organisation: Any) -> bool:
    """Add questions to the bank of a unit."""
    return may(person, Action.CREATE, room=ROOM, organisation=organisation)


def may_import(person: Any, organisation: Any) -> bool:
    """Take a whole file into the bank of a unit."""
    return may(person, Action.EDIT, room=ROOM, organisation=organisation)


def may_mark(person: Any, bank: Bank) -> bool:
    """Say whether a whole bank is practised by the public."""
    return may(person, Action.PUBLISH, room=ROOM, organisation=bank.organisation)


def may_see_desk(person: Any) -> bool:
    """Read questions with their keys in some bank: for menus and lists."""
    return may_somewhere(person, Action.VIEW_DRAFT, room=ROOM)


def sees_item(person: Any, item: Item) -> bool:
    """Read a question with its key: its unit, and for a shared bank everybody who has a bank of their own to fill.

    What is shared for contests only, others draw without reading it.
    """
    if may(person, Action.VIEW_DRAFT, room=ROOM, organisation=item.bank.organisation):
        return True
    is_open = item.bank.is_shared and not item.bank.is_for_contests
    return is_open and item.approved_id is not None and may_see_desk(person)
