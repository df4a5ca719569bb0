"""E-mail through Django's mail settings (EMAIL_BACKEND, EMAIL_HOST …)."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage

from .base import Message, MessageRefusedError, MessagesBackend, MessagesUnavailableError, Receipt


class MailMessages(MessagesBackend):
    """Plain text mail; `sender` overrides DEFAULT_FROM_EMAIL."""

    def __init__(self, sender: str | None = None) -> None:
        self.sender = sender

    def send(self, message: Message) -> Receipt:
        mail = EmailMessage(message.subject, message.text, self.sender, [message.to])
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
