"""Where an asker is reached; opened only to send a message there, or to keep it out of what everybody reads."""

from cryptography.fernet import InvalidToken

from luatgandan.foundation.accounts.services.secrets import open_secret

from ..models import Question


def contact_of(question: Question) -> str:
    """The e-mail address or phone number; "" without one, or when SECRET_KEY was changed since."""
    try:
        return open_secret(question.contact) if question.contact else ""
    except InvalidToken:
        return ""
