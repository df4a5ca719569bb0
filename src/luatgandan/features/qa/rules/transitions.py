"""The only table of what may follow what: (state, act) → new state and who may do it. Deny by default."""

from dataclasses import dataclass

from ..enums import DONE, RUNNING, Act, Party, State

OPEN = (State.ACCEPTED, State.ANSWERING)  # an officer works on it
WORKING = (*OPEN, State.CHECKING, State.SIGNING)
CLOSED = (State.REFUSED, State.REDIRECTED, State.DUPLICATE)
STAYS = None


@dataclass(frozen=True)
class Transition:
    """Where an act leads and who may do it."""

    to: State
    party: Party


_ROWS: tuple[tuple[Act, tuple[State, ...], State | None, Party], ...] = (
    (Act.ACCEPT, (State.SENT,), State.ACCEPTED, Party.OFFICER),
    (Act.SORT, (State.SENT, *OPEN), STAYS, Party.OFFICER),
    (Act.TRANSFER, (State.SENT, *OPEN), State.SENT, Party.OFFICER),
    (Act.ORPHAN, (State.SENT,), State.SENT, Party.SYSTEM),
    (Act.REMIND, (State.SENT, *WORKING), STAYS, Party.SYSTEM),
    (Act.ESCALATE, RUNNING, STAYS, Party.SYSTEM),
    (Act.ASK_MORE, OPEN, State.NEEDS_INFO, Party.OFFICER),
    (Act.GIVE_MORE, (State.NEEDS_INFO,), State.ACCEPTED, Party.ASKER),
    (Act.WRITE, OPEN, State.ANSWERING, Party.WRITER),
    (Act.HAND_IN, (State.ANSWERING,), State.CHECKING, Party.WRITER),
    (Act.GIVE_BACK, (State.CHECKING, State.SIGNING), State.ANSWERING, Party.CHECKER),
    (Act.CHECK, (State.CHECKING,), State.SIGNING, Party.CHECKER),
    (Act.SIGN, (State.SIGNING,), State.ANSWERED, Party.SIGNER),
    (Act.PUBLISH, (State.ANSWERED,), State.PUBLISHED, Party.PUBLISHER),
    (Act.UNPUBLISH, (State.PUBLISHED,), State.ANSWERED, Party.WITHDRAWER),
    (Act.EXTEND, WORKING, STAYS, Party.HEAD),
    (Act.OPEN_TO_ADVISERS, OPEN, STAYS, Party.OPENER),
    (Act.CLOSE_TO_ADVISERS, OPEN, STAYS, Party.CLOSER),
    (Act.TAKE, OPEN, STAYS, Party.TAKER),
    (Act.PUT_BACK, OPEN, STAYS, Party.HOLDER),
    (Act.DECLARE_CONFLICT, OPEN, STAYS, Party.ADVISER),
    (Act.DECLARE_CONFLICT, (State.CHECKING, State.SIGNING), STAYS, Party.HOLDER),
    (Act.REFUSE, (State.SENT, State.NEEDS_INFO, *OPEN), State.REFUSED, Party.OFFICER),
    (Act.REDIRECT, (State.SENT, State.NEEDS_INFO, *OPEN), State.REDIRECTED, Party.OFFICER),
    (Act.MARK_DUPLICATE, (State.SENT, *OPEN), State.DUPLICATE, Party.OFFICER),
    (Act.WITHDRAW, RUNNING, State.WITHDRAWN, Party.ASKER),
    (Act.REOPEN, DONE, State.ANSWERING, Party.ASKER),
    (Act.REOPEN, CLOSED, State.ACCEPTED, Party.ASKER),
    (Act.COMPLAIN, (*RUNNING, *DONE, *CLOSED), STAYS, Party.ASKER),
    (Act.RATE, DONE, STAYS, Party.ASKER),
    (Act.SAY, (State.SENT, *WORKING, *DONE), STAYS, Party.EITHER),
)
TRANSITIONS = {
    (state, act): Transition(to=to or state, party=party) for act, states, to, party in _ROWS for state in states
}


def transition(state: str, act: str) -> Transition | None:
    """What the act does in this state; None when it may not be done there."""
    return TRANSITIONS.get((State(state), Act(act)))
