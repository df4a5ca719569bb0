"""SMS through an operator's HTTP gateway: one JSON POST per message.

The names of the fields differ between gateways and are options; the form is the common one:
`{"to": "+84…", "text": "…", "sender": "…"}` with a bearer token, answered by 2xx and a JSON object with an id.
"""

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from .base import Message, MessageRefusedError, MessagesBackend, MessagesUnavailableError, Receipt

RETRY_LATER = {408, 425, 429}


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
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise ValueError("the SMS gateway must be an https:// address")
        self.url, self.token, self.sender, self.timeout = url, token, sender, timeout
        self.to_field, self.text_field = to_field, text_field
        self.sender_field, self.id_field = sender_field, id_field

    def send(self, message: Message) -> Receipt:
        body = {self.to_field: message.to, self.text_field: message.text}
        if self.sender:
            body[self.sender_field] = self.sender
        answer = self._post(json.dumps(body).encode(), message)
        return Receipt(str(answer.get(self.id_field, "")))

    def _post(self, body: bytes, message: Message) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = Request(self.url, data=body, headers=headers, method="POST")  # noqa: S310 - scheme checked above
        try:
            with urlopen(request, timeout=self.timeout) as response:  # noqa: S310
                text = response.read(64_000)
        except HTTPError as error:
            error.close()
            is_temporary = error.code >= 500 or error.code in RETRY_LATER
            kind = MessagesUnavailableError if is_temporary else MessageRefusedError
            raise kind(f"SMS gateway answered {error.code} for {message.masked}") from None
        except (OSError, HTTPException) as error:
            raise MessagesUnavailableError(f"SMS gateway: {type(error).__name__}") from error
        return _read(text)


def _read(text: bytes) -> dict[str, Any]:
    """The JSON object of an accepted message; an empty or other body of a 2xx answer counts as accepted too."""
    try:
        answer = json.loads(text or b"{}")
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
