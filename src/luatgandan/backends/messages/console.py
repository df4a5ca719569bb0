"""Messages on the terminal, for trying the portal without a mail or SMS server."""

import sys

from .base import Message, MessagesBackend, Receipt


class ConsoleMessages(MessagesBackend):
    """Prints every message in a box. Not for production: codes would stand in the log."""

    def send(self, message: Message) -> Receipt:
        lines = [f"Gửi tới {message.to}", *([message.subject] if message.subject else []), *message.text.splitlines()]
        sys.stdout.write("\n┌── tin nhắn ──\n" + "".join(f"│ {line}\n" for line in lines) + "└──\n")
        sys.stdout.flush()
        return Receipt()
