"""What every way of sending short messages has in common."""

from abc import ABC, abstractmethod
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message to one receiver: `to` is an e-mail address or an E.164 number; SMS uses `text` only.

    `stop_url`: where one POST without signing in ends such letters; mail programs offer it (RFC 8058).
    """

    to: str
    text: str
    subject: str = ""
    stop_url: str = ""

    @property
    def masked(self) -> str:
        """The receiver with the middle hidden, for logs and error texts."""
        return f"{self.to[:3]}…{self.to[-3:]}"


@dataclass(frozen=True)
class Receipt:
    """The sender's own number of the message, "" where it gives none."""

    reference: str = ""


class MessageError(Exception):
    """A message was not sent. The text never holds the message or the whole receiver."""


class MessageRefusedError(MessageError):
    """Sending it again would not help: wrong receiver, wrong credentials, refused content."""


class MessagesUnavailableError(MessageError):
    """Try again later: no answer, too many requests, a fault on the other side."""


class MessagesBackend(ABC):
    """One channel."""

    @abstractmethod
    def send(self, message: Message) -> Receipt:
        """Hand the message over. Raises MessageRefusedError or MessagesUnavailableError, nothing else."""
