"""Who may do what to a contest: roles by organisation subtree; whoever drew it up never approves it."""

from collections.abc import Callable
from typing import Any

from luatgandan.foundation.accounts import rules as accounts
from luatgandan.foundation.accounts.rules import Action, may, may_somewhere

from ..enums import Act, Party, State
from ..models import Contest
from .transitions import TRANSITIONS, transition

ROOM = "contests"


def _holds(person: Any, action: str, contest: Contest) -> bool:
    return may(person, action, room=ROOM, organisation=contest.organisation)


def may_see_desk(person: Any) -> bool:
    """See the contests of some unit at the desk: for menus and lists."""
    return may_somewhere(person, Action.VIEW_DRAFT, room=ROOM)


def may_create(person: Any, organisation: Any) -> bool:
    """Draw up a contest for a unit."""
    return may(person, Action.CREATE, room=ROOM, organisation=organisation)


def may_view(person: Any, contest: Contest) -> bool:
    """Read it at the desk, its log too, in any state."""
    return _holds(person, Action.VIEW_DRAFT, contest)


def may_edit(person: Any, contest: Contest) -> bool:
    """Change its texts, rounds, rules, prizes, documents and units, as far as they are not locked."""
    return accounts.may_edit(person, author=contest.author, room=ROOM, organisation=contest.organisation)


def may_change_round(person: Any, contest: Contest) -> bool:
    """Change a round that is not sealed: of a draft who may edit it; of a published contest a second person."""
    if contest.state == State.DRAFT:
        return may_edit(person, contest)
    return contest.state == State.PUBLISHED and may_approve(person, contest)


def may_approve(person: Any, contest: Contest) -> bool:
    """Approve it: never whoever drew it up, superusers included."""
    return accounts.may_approve(person, author=contest.author, room=ROOM, organisation=contest.organisation)


def may_publish(person: Any, contest: Contest) -> bool:
    """Put an approved contest before the public."""
    return _holds(person, Action.PUBLISH, contest)


def may_cancel(person: Any, contest: Contest) -> bool:
    """Call it off."""
    return _holds(person, Action.WITHDRAW, contest)


def may_manage_entrants(person: Any, contest: Contest) -> bool:
    """See who takes part, read a roster in, give extra time, exclude and readmit."""
    return _holds(person, Action.EDIT, contest)


def may_decide(person: Any, contest: Contest) -> bool:
    """Void a question, answer complaints, decide on signals and prizes."""
    return _holds(person, Action.APPROVE, contest)


def may_see_results(person: Any, contest: Contest) -> bool:
    """Figures, places and lists of a contest before they are public."""
    return _holds(person, Action.VIEW_REPORTS, contest)


PARTIES: dict[Party, Callable[[Any, Contest], bool]] = {
    Party.WRITER: may_edit,
    Party.EDITOR: may_manage_entrants,
    Party.APPROVER: may_approve,
    Party.PUBLISHER: may_publish,
    Party.KEEPER: may_cancel,
}


def may_do(person: Any, act: str, contest: Contest) -> bool:
    """Whether the person may do the act to the contest as it stands."""
    step = transition(contest.state, act)
    return step is not None and PARTIES[step.party](person, contest)


def acts_for(person: Any, contest: Contest) -> list[Act]:
    """All that the person may do to the contest now, in the order of the acts: the buttons of a page."""
    possible = {act for state, act in TRANSITIONS if state == contest.state}
    return [act for act in Act if act in possible and may_do(person, act, contest)]
