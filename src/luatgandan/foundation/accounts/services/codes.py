"""Sending one-time codes and what belongs to them."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from luatgandan.backends.messages import Message, MessageError, get_messages


class CodeNotSentError(Exception):
    """The gateway did not take the message: the person should know at once."""


def send_mail(*, to: str, subject: str, text: str) -> None:
    """Send a mail. Raises CodeNotSentError."""
    _send("email", Message(to=to, subject=subject, text=text))


def send_code_sms(*, phone: str, code: str) -> None:
    """Send a code; the wording lets phones offer it for filling in. Raises CodeNotSentError."""
    text = _("%(code)s la ma dang nhap %(site)s. Khong dua ma nay cho bat ky ai, ke ca nguoi xung la can bo.")
    _send("sms", Message(to=phone, text=text % {"code": code, "site": settings.SMS_SITE_NAME}))


def send_unknown_sms(*, phone: str, address: str) -> None:
    """Say that this number has no account yet. Raises CodeNotSentError."""
    text = _("So nay chua co tai khoan %(site)s. Dang ky tai %(address)s")
    _send("sms", Message(to=phone, text=text % {"site": settings.SMS_SITE_NAME, "address": address}))


def send_exists_sms(*, phone: str, address: str) -> None:
    """Say that this number has an account already. Raises CodeNotSentError."""
    text = _("So nay da co tai khoan %(site)s. Dang nhap tai %(address)s")
    _send("sms", Message(to=phone, text=text % {"site": settings.SMS_SITE_NAME, "address": address}))


def _send(channel: str, message: Message) -> None:
    try:
        get_messages(channel).send(message)
    except (MessageError, ImproperlyConfigured) as error:
        raise CodeNotSentError(channel) from error
