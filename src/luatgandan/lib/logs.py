"""Lines of the log: plain or JSON, with the number of the request, without the personal data of the people who ask.

Addresses may hold codes that open somebody's question, errors of the database the row that was refused: of a request
only its route is told, and contacts are masked whatever wrote them.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
MASK = "•••"
CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+"  # an e-mail address
    r"|(?<![\d.])(?:\+84|0)(?:[ .\-]?\d){9}(?!\d)"  # a telephone number
    r"|(?<!\d)\d{12}(?!\d)"  # a citizen number
)
# PostgreSQL quotes the values of the row it refuses, which may hold lines of their own
ROW = re.compile(r"^DETAIL:.*?(?=^(?:HINT|CONTEXT):|^The above |^During |\Z)", re.MULTILINE | re.DOTALL)


def masked(text: str) -> str:
    """The text without contacts and without quoted rows."""
    return CONTACT.sub(MASK, ROW.sub(f"DETAIL: {MASK}\n", text).rstrip("\n"))


def told(record: logging.LogRecord) -> str:
    """The message, masked; where it names the address of a request, the name of its route stands instead."""
    request = getattr(record, "request", None)
    if request is None or not isinstance(record.args, tuple):
        return masked(record.getMessage())
    route = getattr(getattr(request, "resolver_match", None), "view_name", "") or "?"
    given = tuple(route if isinstance(one, str) and one.startswith("/") else one for one in record.args)
    return masked(str(record.msg) % given if given else str(record.msg))


class PlainFormatter(logging.Formatter):
    """One line for people: time, level, who says it, number of the request, what."""

    def format(self, record: logging.LogRecord) -> str:
        number = request_id.get()
        head = f"{self.formatTime(record)} {record.levelname} {record.name}{f' [{number}]' if number else ''}"
        return "\n".join([f"{head}: {told(record)}", *_fault(self, record)])


class JsonFormatter(logging.Formatter):
    """One JSON object a line; whatever was given as `extra={"facts": {…}}` stands in it under its own names."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": told(record),
            **getattr(record, "facts", {}),
        }
        if number := request_id.get():
            line["request_id"] = number
        for fault in _fault(self, record):
            line["fault"] = fault
        return json.dumps(line, ensure_ascii=False, default=str)


def _fault(formatter: logging.Formatter, record: logging.LogRecord) -> list[str]:
    return [masked(formatter.formatException(record.exc_info))] if record.exc_info else []
