"""The only table of what may follow what: (state, act) → new state and who may do it. Deny by default."""

from dataclasses import dataclass

from ..enums import Act, Party, State


@dataclass(frozen=True)
class Transition:
    """Where an act leads and who may do it."""

    to: State
    party: Party


LIVE = (State.DRAFT, State.CHECKED, State.APPROVED, State.PUBLISHED)
_ROWS: tuple[tuple[Act, tuple[State, ...], State, Party], ...] = (
    (Act.CHECK, (State.DRAFT,), State.CHECKED, Party.WRITER),
    (Act.APPROVE, (State.CHECKED,), State.APPROVED, Party.APPROVER),
    (Act.GIVE_BACK, (State.CHECKED, State.APPROVED), State.DRAFT, Party.EDITOR),
    (Act.GIVE_BACK, (State.PUBLISHED,), State.DRAFT, Party.KEEPER),  # only while nothing is sealed
    (Act.PUBLISH, (State.APPROVED,), State.PUBLISHED, Party.PUBLISHER),
    (Act.CANCEL, LIVE, State.CANCELLED, Party.KEEPER),
)
TRANSITIONS = {(state, act): Transition(to, party) for act, states, to, party in _ROWS for state in states}


def transition(state: str, act: str) -> Transition | None:
    """What the act does in this state; None when it may not be done there."""
    return TRANSITIONS.get((State(state), Act(act)))
