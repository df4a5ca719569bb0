"""SMS through an operator's HTTP gateway: one JSON POST per message.

The names of the fields differ between gateways and are options; the form is the common one:
`{"to": "+84…", "text": "…", "sender": "…"}` with a bearer token, answered by 2xx and a JSON object with an id.
"""

import json
from typing import Any

from ..http import AskingError, Endpoint
from .base import Message, MessageRefusedError, MessagesBackend, MessagesUnavailableError, Receipt

LONGEST = 64_000  # bytes of an answer


class HttpSmsMessages(MessagesBackend):
    """`url` https (or http on loopback); `token` bearer; `timeout` seconds; `*_field` names in the JSON body."""

    def __init__(
        self,
        *,
        url: str,
        token: str = "",
        sender: str = "",
        timeout: float = 5,
        to_field: str = "to",
        text_field: str = "text",
        sender_field: str = "sender",
        id_field: str = "id",
    ) -> None:
        self.gateway, self.sender = Endpoint(url=url, key=token, seconds=timeout), sender
        self.to_field, self.text_field = to_field, text_field
        self.sender_field, self.id_field = sender_field, id_field

    def send(self, message: Message) -> Receipt:
        body = {self.to_field: message.to, self.text_field: message.text}
        if self.sender:
            body[self.sender_field] = self.sender
        try:
            with self.gateway.post(body) as response:
                answer = _read(response.read(LONGEST))
        except AskingError as error:
            kind = MessagesUnavailableError if error.is_temporary else MessageRefusedError
            raise kind(f"SMS gateway: {error} for {message.masked}") from error
        return Receipt(str(answer.get(self.id_field, "")))


def _read(text: bytes) -> dict[str, Any]:
    """The JSON object of an accepted message; an empty or other body of a 2xx answer counts as accepted too."""
    try:
        answer = json.loads(text or b"{}")
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
