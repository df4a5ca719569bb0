"""Confirming where an asker is reached, without an account: a code goes there, and comes back with the form."""

import secrets
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from luatgandan.backends.messages import Message, MessageError, get_messages
from luatgandan.foundation.accounts.services.limits import take_code
from luatgandan.lib import limits

from .errors import QuestionError

CODE_SECONDS, PROOF_SECONDS = 600, 86_400
PRESSED_TWICE_SECONDS = 30
MOST_ATTEMPTS = 5
SALT = "qa.contact.v1"


class TooManyCodesError(QuestionError):
    """Enough codes went there for now."""

    def __init__(self) -> None:
        super().__init__(_("Đã gửi nhiều mã đến nơi này. Hãy đợi 10 phút rồi xin mã mới; câu hỏi bạn viết vẫn còn."))


class WrongCodeError(QuestionError):
    """The code is not the one sent, or its time is over, or it was guessed at too often."""

    def __init__(self) -> None:
        super().__init__(
            _("Mã không đúng hoặc đã hết hạn. Hãy xem lại tin mới nhất hoặc xin mã khác; câu hỏi vẫn còn.")
        )


class NotSentError(QuestionError):
    """The gateway did not take the code."""

    def __init__(self) -> None:
        super().__init__(_("Chưa gửi được mã đến nơi này. Hãy thử lại, hoặc dùng nơi liên lạc khác; câu hỏi vẫn còn."))


def send_contact_code(*, contact: str, address: str, at: datetime) -> None:
    """Send six digits to an e-mail address or an E.164 number; `address` is where the request came from.

    Raises TooManyCodesError, NotSentError.
    """
    if not take_code(recipient=f"qa:{contact}", address=address, is_known_device=False, now=at):
        raise TooManyCodesError
    code = f"{secrets.randbelow(1_000_000):06d}"
    cache.set(_key(contact), _sealed(contact, code), CODE_SECONDS)
    text = _("%(code)s là mã xác nhận để gửi câu hỏi tại %(site)s. Mã dùng trong 10 phút; đừng đưa cho ai.") % {
        "code": code,
        "site": settings.SMS_SITE_NAME,
    }
    message = Message(to=contact, subject=_("Mã xác nhận gửi câu hỏi"), text=text)
    try:
        get_messages("email" if "@" in contact else "sms").send(message)
    except MessageError as error:
        raise NotSentError from error


def confirm_contact(*, contact: str, code: str, at: datetime, form_key: str = "") -> str:
    """A proof that the form carries along: whoever holds it reads what is sent to `contact`. Raises WrongCodeError.

    A code is used up by this, but for the same form pressed twice: the second may come before the first has sent.
    """
    may_try = limits.take(name="qa.code", key=contact, amount=MOST_ATTEMPTS, seconds=CODE_SECONDS, now=at)
    kept = cache.get(_key(contact), "")
    unused, again = (_sealed(contact, words) for words in (code.strip(), f"{code.strip()} {form_key}"))
    if not (may_try and kept and (constant_time_compare(kept, unused) or constant_time_compare(kept, again))):
        raise WrongCodeError
    if form_key:
        cache.set(_key(contact), again, PRESSED_TWICE_SECONDS)
    else:
        cache.delete(_key(contact))
    return signing.dumps(contact, salt=SALT)


def proven_contact(*, proof: str) -> str:
    """The address or number that a proof of the last day is for. Raises WrongCodeError."""
    try:
        return str(signing.loads(proof, salt=SALT, max_age=PROOF_SECONDS))
    except signing.BadSignature as error:
        raise WrongCodeError from error


def _key(contact: str) -> str:
    return f"qa.code:{_sealed(contact, '')}"


def _sealed(contact: str, code: str) -> str:
    return salted_hmac(SALT, f"{contact}\n{code}", algorithm="sha256").hexdigest()
