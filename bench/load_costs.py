"""Inside the portal that is loaded: processor time of each kind of request of a day, for docs/sizing.md."""

import random
import secrets
from typing import Any
from urllib.parse import quote_plus, urlencode

from .contest_costs import Meter
from .contest_phones import CSRF
from .load_inside import fill

TIMES = 60


def costs(slug: str) -> dict[str, Any]:
    """Milliseconds of processor of Python and of PostgreSQL by kind of request: medians of some."""
    meter, chance, plan = Meter(), random.Random(1), fill(slug, 1)
    for kind in ("warm", ""):
        for number in range(TIMES):
            meter.ask(kind or "page", "GET", plan["pages"][number % len(plan["pages"])])
            meter.ask(kind or "search", "GET", "/tim-kiem/", QUERY_STRING=_words(chance, plan["words"]))
            _asked(meter, kind or "answer", plan["asked"][number % len(plan["asked"])])
            _sent(meter, kind or "write", plan["session"])
    return {kind: told for kind, told in meter.figures().items() if kind != "warm"}


def _words(chance: random.Random, words: list[str]) -> str:
    return f"q={quote_plus(' '.join(chance.sample(words, 2)))}"


def _asked(meter: Meter, kind: str, question: str) -> None:
    """The question and the page of its answer, as one."""
    token = secrets.token_hex(16)
    headers, _text = _posted(meter, kind, "/tro-ly/", token, "", {"question": question})
    meter.ask(f"{kind}, its page", "GET", headers["Location"])


def _sent(meter: Meter, kind: str, session: str) -> None:
    key = secrets.token_urlsafe(16)
    fields = {"text": f"Hỏi cho biết, ví dụ minh họa {key}?", "field": "khac", "audience": "citizen",
              "visibility": "private", "form_key": key, "told": "1"}  # fmt: skip
    _posted(meter, kind, "/hoi-dap/gui/", CSRF, session, fields)


def _posted(
    meter: Meter, kind: str, path: str, token: str, session: str, fields: dict[str, str]
) -> tuple[dict[str, str], str]:
    """A form from an address nobody else has."""
    headers = {
        "HTTP_COOKIE": f"csrftoken={token}; sessionid={session}", "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "HTTP_X_FORWARDED_FOR": f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}",
    }  # fmt: skip
    return meter.ask(kind, "POST", path, urlencode({**fields, "csrfmiddlewaretoken": token}), **headers)
