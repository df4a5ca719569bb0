"""Messages kept in memory, for tests. Receivers that begin with "refused" or "down" (or +840…) fail on purpose."""

from .base import Message, MessageRefusedError, MessagesBackend, MessagesUnavailableError, Receipt

outbox: list[Message] = []


class FakeMessages(MessagesBackend):
    """Deterministic: the receipt is the number of the message."""

    def send(self, message: Message) -> Receipt:
        if message.to.startswith(("refused", "+840000")):
            raise MessageRefusedError(f"refused: {message.masked}")
        if message.to.startswith(("down", "+840001")):
            raise MessagesUnavailableError(f"down: {message.masked}")
        outbox.append(message)
        return Receipt(str(len(outbox)))
