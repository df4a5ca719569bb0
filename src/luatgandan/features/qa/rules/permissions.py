"""Who the caller is to a question, and what they may do to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from luatgandan.foundation.accounts.rules import Action, may, may_somewhere

from ..enums import DONE, Act, Party, Visibility
from ..models import Answer, Question
from .transitions import TRANSITIONS, transition

ROOM = "qa"
SALT = "qa.asker.v1"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Whoever wants something: somebody signed in, or the holder of an asker's link, or both, or nobody."""

    person: Any = None
    token: str = ""
    is_system: bool = False


NOBODY, SYSTEM = Caller(), Caller(is_system=True)


def token_of(question: Question) -> str:
    """What stands in the asker's link: the code and a proof that only this house can make; nothing is stored."""
    proof = salted_hmac(SALT, question.code, algorithm="sha256").hexdigest()[:40]
    return f"{question.code.lower()}-{proof}"


def is_asker(caller: Caller, question: Question) -> bool:
    """Signed in as the one who asked, or holding the link."""
    is_known = caller.person is not None and question.asker_id is not None and caller.person.pk == question.asker_id
    return is_known or bool(caller.token and constant_time_compare(caller.token, token_of(question)))


def _holds(action: str) -> Callable[[Caller, Question, Answer | None], bool]:
    def check(caller: Caller, question: Question, answer: Answer | None) -> bool:
        person = caller.person
        return person is not None and may(person, action, room=ROOM, organisation=question.organisation)

    return check


def _second(action: str) -> Callable[[Caller, Question, Answer | None], bool]:
    """The two-person rule: whoever wrote the words never decides on them, superusers included."""
    holds = _holds(action)
    return lambda caller, question, answer: (
        holds(caller, question, answer) and answer is not None and answer.author_id not in (None, caller.person.pk)
    )


_officer, _may_advise = _holds(Action.ANSWER), _holds(Action.ADVISE)


def _is_free(caller: Caller, question: Question, answer: Answer | None) -> bool:
    """Open to advisers and taken by none; never to its own asker, nor to who declared a conflict over it."""
    return (
        question.is_open_to_advisers
        and question.adviser_id is None
        and _may_advise(caller, question, answer)
        and question.asker_id != caller.person.pk
        and not question.moves.filter(act=Act.DECLARE_CONFLICT, by=caller.person).exists()
    )


def _has_taken(caller: Caller, question: Question, answer: Answer | None) -> bool:
    is_holder = caller.person is not None and question.adviser_id == caller.person.pk
    return is_holder and _may_advise(caller, question, answer)


def _advises(caller: Caller, question: Question, answer: Answer | None) -> bool:
    return _has_taken(caller, question, answer) or _is_free(caller, question, answer)


PARTIES: dict[Party, Callable[[Caller, Question, Answer | None], bool]] = {
    Party.ASKER: lambda caller, question, answer: is_asker(caller, question),
    Party.OFFICER: _officer,
    Party.OPENER: lambda caller, question, answer: (
        not question.is_open_to_advisers and _officer(caller, question, answer)
    ),
    Party.CLOSER: lambda caller, question, answer: question.is_open_to_advisers and _officer(caller, question, answer),
    Party.WRITER: lambda caller, question, answer: (
        _officer(caller, question, answer) or _has_taken(caller, question, answer)
    ),
    Party.ADVISER: _advises,
    Party.TAKER: _is_free,
    Party.HOLDER: _has_taken,
    Party.CHECKER: _second(Action.APPROVE),
    Party.SIGNER: _second(Action.PUBLISH),
    Party.HEAD: _holds(Action.APPROVE),
    Party.PUBLISHER: _holds(Action.PUBLISH),
    Party.WITHDRAWER: _holds(Action.WITHDRAW),
    Party.EITHER: lambda caller, question, answer: is_asker(caller, question) or _officer(caller, question, answer),
    Party.SYSTEM: lambda caller, question, answer: caller.is_system,
}


def may_do(caller: Caller, act: str, question: Question, answer: Answer | None = None) -> bool:
    """Whether the caller may do the act now; `answer` is the newest version, whose author never checks or signs."""
    step = transition(question.state, act)
    return step is not None and PARTIES[step.party](caller, question, answer)


def acts_for(caller: Caller, question: Question, answer: Answer | None = None) -> list[Act]:
    """All that the caller may do to the question now, in the order of the acts: the buttons of a page."""
    possible = {act for state, act in TRANSITIONS if state == question.state}
    return [act for act in Act if act in possible and may_do(caller, act, question, answer)]


def may_advise(person: Any) -> bool:
    """A verified lawyer or adviser for some unit: for menus and lists."""
    return may_somewhere(person, Action.ADVISE, room=ROOM)


def sees_as_adviser(caller: Caller, question: Question) -> bool:
    """Read the words of a question without being of its unit: while it runs, who has taken it or still may."""
    return question.is_running and _advises(caller, question, None)


def may_publish_files(caller: Caller, question: Question) -> bool:
    """Make public copies of its files: who publishes for the unit, once it is answered, where its asker allows."""
    is_allowed = question.state in DONE and question.visibility != Visibility.PRIVATE
    return is_allowed and may_drop_files(caller, question)


def may_drop_files(caller: Caller, question: Question) -> bool:
    """Take public copies of its files down: who publishes for the unit, also while the answer is looked at again."""
    return PARTIES[Party.PUBLISHER](caller, question, None)


def reads_files(caller: Caller, question: Question) -> bool:
    """Open the files that came with it: who reads all of it, and the adviser who has taken it while it runs."""
    return sees_question(caller, question) or (question.is_running and _has_taken(caller, question, None))


def may_take_in(person: Any, organisation: Any) -> bool:
    """Write down a question for somebody at the counter, on the phone, at a pagoda or a meeting."""
    return may(person, Action.CREATE, room=ROOM, organisation=organisation)


def may_change_limits(person: Any) -> bool:
    """Set how long answers may take, for the whole province."""
    return bool(person is not None and person.has_perm("qa.change_questionsettings"))


def may_keep_answers(person: Any, organisation: Any) -> bool:
    """Write and change ready-made answers of this organisation."""
    return may(person, Action.EDIT, room=ROOM, organisation=organisation)


def sees_question(caller: Caller, question: Question) -> bool:
    """Read all of it, with the words as they came: the asker, and who reads drafts of the unit that has it."""
    return is_asker(caller, question) or _holds(Action.VIEW_DRAFT)(caller, question, None)
