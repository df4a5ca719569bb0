"""E-mail through Django's mail settings (EMAIL_BACKEND, EMAIL_HOST …)."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage

from .base import Message, MessageRefusedError, MessagesBackend, MessagesUnavailableError, Receipt


class MailMessages(MessagesBackend):
    """Plain text mail; `sender` overrides DEFAULT_FROM_EMAIL."""

    def __init__(self, sender: str | None = None) -> None:
        self.sender = sender

    def send(self, message: Message) -> Receipt:
        mail = EmailMessage(message.subject, message.text, self.sender, [message.to], headers=_headers(message))
        try:
            mail.send()
        except SMTPRecipientsRefused as error:
            raise MessageRefusedError(f"mail server refuses {message.masked}") from error
        except SMTPResponseException as error:
            kind = MessageRefusedError if error.smtp_code >= 500 else MessagesUnavailableError
            raise kind(f"mail server answered {error.smtp_code}") from error
        except (SMTPException, OSError) as error:
            raise MessagesUnavailableError(f"mail server: {type(error).__name__}") from error
        return Receipt(mail.extra_headers.get("Message-ID", ""))


def _headers(message: Message) -> dict[str, str]:
    """The way to end letters that come again, where there is one (RFC 8058)."""
    if not message.stop_url:
        return {}
    return {"List-Unsubscribe": f"<{message.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
