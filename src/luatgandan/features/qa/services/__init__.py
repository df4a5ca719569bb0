"""The acts of the room of questions. Whoever acts is a `rules.Caller`; every refusal is a `QuestionError` in words."""

from .advising import close_to_advisers, declare_conflict, open_to_advisers, put_back, take_as_adviser
from .answering import (
    Saved,
    check_answer,
    give_back,
    hand_in,
    publish_answer,
    save_draft,
    sign_answer,
    unpublish_answer,
)
from .asking import complain, give_more, rate_answer, reopen_question, say, withdraw_question
from .attaching import attach_file, drop_files, forget_held, hold_file
from .contacts import WrongCodeError, confirm_contact, proven_contact, send_contact_code
from .copying import drop_public_copy, make_public_copy
from .errors import MissingWordsError, NotAllowedError, QuestionError, WrongStateError
from .following import follow_answer, tell_followers
from .forgetting import forget_again, forget_asker, forget_contacts, forget_question
from .library import delete_ready_answer, save_ready_answer
from .limits import change_limits
from .proposing import proposed_answer
from .renewing import renew_promises
from .sending import Asked, count_sending, send_question, take_in_question, take_question
from .sufficing import count_sufficed, open_item, seal_item
from .telling import ASKER_KIND, DESK_KIND, asker_path, desk_path, tell, tell_collision
from .triage import (
    accept_question,
    ask_for_more,
    extend_deadline,
    mark_duplicate,
    redirect_question,
    refuse_question,
    sort_question,
    transfer_question,
)
from .watching import escalate_late, pass_on_orphans, remind_of_promises
from .wording import PublicWords, Written

__all__ = [
    "ASKER_KIND",
    "DESK_KIND",
    "Asked",
    "MissingWordsError",
    "NotAllowedError",
    "PublicWords",
    "QuestionError",
    "Saved",
    "Written",
    "WrongCodeError",
    "WrongStateError",
    "accept_question",
    "ask_for_more",
    "asker_path",
    "attach_file",
    "change_limits",
    "check_answer",
    "close_to_advisers",
    "complain",
    "confirm_contact",
    "count_sending",
    "count_sufficed",
    "declare_conflict",
    "delete_ready_answer",
    "desk_path",
    "drop_files",
    "drop_public_copy",
    "escalate_late",
    "extend_deadline",
    "follow_answer",
    "forget_again",
    "forget_asker",
    "forget_contacts",
    "forget_held",
    "forget_question",
    "give_back",
    "give_more",
    "hand_in",
    "hold_file",
    "make_public_copy",
    "mark_duplicate",
    "open_item",
    "open_to_advisers",
    "pass_on_orphans",
    "proposed_answer",
    "proven_contact",
    "publish_answer",
    "put_back",
    "rate_answer",
    "redirect_question",
    "refuse_question",
    "remind_of_promises",
    "renew_promises",
    "reopen_question",
    "save_draft",
    "save_ready_answer",
    "say",
    "seal_item",
    "send_contact_code",
    "send_question",
    "sign_answer",
    "sort_question",
    "take_as_adviser",
    "take_in_question",
    "take_question",
    "tell",
    "tell_collision",
    "tell_followers",
    "transfer_question",
    "unpublish_answer",
    "withdraw_question",
]
