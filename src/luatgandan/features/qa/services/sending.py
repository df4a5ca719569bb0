"""A question comes in: from the web, or written down by an officer for somebody who is there or on the phone."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.services.secrets import seal_secret
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.models import Ward
from luatgandan.lib import limits
from luatgandan.lib.carrying import carry

from ..enums import Act, Audience, Channel, Field, State, Visibility
from ..models import Question
from ..queries.routing import organisation_for
from ..queries.sending import question_of_form
from ..rules import Caller, may_take_in
from .attaching import attach_held
from .errors import NotAllowedError, QuestionError, needed
from .moving import add_move

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that reads like something else
LONGEST_TEXT, LONGEST_TITLE = 10_000, 200
SENDING: dict[str, Any] = {"amount": 20, "seconds": 3_600}  # from one address: a library or a ward office shares one


class TooLongError(QuestionError):
    """More words than anybody answers."""

    def __init__(self, length: int) -> None:
        super().__init__(
            _("Câu hỏi dài %(length)d ký tự, nhiều hơn %(most)d. Hãy giữ phần chính; giấy tờ thì gửi kèm thành tệp.")
            % {"length": length, "most": LONGEST_TEXT}
        )


class SentTooOftenError(QuestionError):
    """More questions than people send from one address."""

    def __init__(self) -> None:
        super().__init__(_("Từ nơi này đã gửi nhiều câu hỏi. Hãy thử lại sau một giờ; lời bạn viết vẫn còn ở đây."))


class NoContactError(QuestionError):
    """There is nobody to answer to."""

    def __init__(self) -> None:
        super().__init__(_("Hãy để lại thư điện tử hoặc số điện thoại đã xác nhận, hoặc đăng nhập, để nhận trả lời."))


class NobodyAnswersError(QuestionError):
    """No organisation is set to answer this."""

    def __init__(self) -> None:
        super().__init__(_("Chưa có đơn vị nào được phân công nhận câu hỏi này. Hãy chọn đơn vị hoặc thử lại sau."))


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the form of a question holds. `contact` is an e-mail address or phone number that was confirmed."""

    title: str
    text: str
    visibility: Visibility = Visibility.ANONYMISED
    audience: Audience = Audience.CITIZEN
    field: Field = Field.OTHER
    place: Ward | None = None
    organisation: Organisation | None = None
    name: str = ""
    contact: str = ""
    language: str = "vi"
    form_key: str = ""


def count_sending(*, address: str, at: datetime) -> None:
    """One more question from this address. Raises SentTooOftenError."""
    if not limits.take(name="qa.send", key=address, **SENDING, now=at):
        raise SentTooOftenError


def take_question(text: str) -> str:
    """Words that another room sends along: the address of the form that has them."""
    return carry(text, to=reverse("qa:ask"))


@transaction.atomic
def send_question(*, asked: Asked, by: Caller, at: datetime) -> Question:
    """A new question on its way to the organisation that answers it; the same form sent twice is one question.

    Raises TooLongError, NoContactError, MissingWordsError, NobodyAnswersError.
    """
    if not asked.contact and by.person is None:
        raise NoContactError
    return _sent(asked, by, at, asker=by.person)


@transaction.atomic
def take_in_question(
    *, asked: Asked, channel: Channel, organisation: Organisation, by: Person, at: datetime, asker: Person | None = None
) -> Question:
    """A question that an officer of `organisation` writes down for somebody else. The paper slip carries the code."""
    if not may_take_in(by, organisation):
        raise NotAllowedError
    return _sent(asked, Caller(person=by), at, asker=asker, channel=channel, taken_by=by)


def _sent(
    asked: Asked, by: Caller, at: datetime, *, asker: Person | None, channel: Channel = Channel.WEB,
    taken_by: Person | None = None,
) -> Question:  # fmt: skip
    if known := question_of_form(asked.form_key):
        return known
    text = needed(asked.text, _("Hãy viết điều bạn muốn hỏi."))
    if len(text) > LONGEST_TEXT:
        raise TooLongError(len(text))
    organisation = asked.organisation or organisation_for(field=asked.field, place=asked.place)
    if organisation is None:
        raise NobodyAnswersError
    try:
        with transaction.atomic():
            question = Question.objects.create(
                code=new_code(), form_key=asked.form_key or None, title=_title(asked.title or text), text=text,
                visibility=asked.visibility, audience=asked.audience, field=asked.field, place=asked.place,
                organisation=organisation, channel=channel, taken_by=taken_by, asker=asker,
                name=asked.name.strip()[:120],
                contact=seal_secret(asked.contact) if asked.contact else "", language=asked.language, state=State.SENT,
                sent_at=at, changed_at=at,
            )  # fmt: skip
    except IntegrityError:  # the same form in the same moment
        if known := question_of_form(asked.form_key):
            return known
        raise
    add_move(question, Act.SEND, by=by, at=at, before="")
    question.save()
    attach_held(question=question)
    return question


def _title(words: str) -> str:
    """The first line, cut at a word."""
    line = " ".join(words.strip().splitlines()[0].split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"


def new_code() -> str:
    """ "HD-7K3M-92QF": forty bits of chance; the database refuses the one in a million million that is taken."""
    letters = "".join(secrets.choice(ALPHABET) for _place in range(8))
    return f"HD-{letters[:4]}-{letters[4:]}"
