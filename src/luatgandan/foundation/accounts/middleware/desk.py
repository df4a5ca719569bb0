"""Wagtail's desk under a content policy without unsafe-inline.

Wagtail 7 starts a few widgets by inline scripts of a fixed form: `new ImageChooser("id", {…})`, `initDateChooser(…)`,
`new InlinePanel(JSON.parse("…"))`. Exactly these, with nothing but JSON as arguments, get a nonce; any other inline
script stays blocked. The nonce lives as long as the session, because pieces of pages (chooser windows, rows that are
added) arrive later than the page whose policy they must meet.
"""

import json
import re
import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
DESK = "/quan-tri/"
SESSION_KEY = "desk_nonce"
SCRIPT = re.compile(r"<script>(?P<body>[^<]*)(?P<end><-?/script>)")
CALL = re.compile(
    r"^\s*(?:new \w*Chooser|create\w*Chooser|init(?:Date|Time|DateTime)Chooser)\((?P<args>.*)\);?\s*$", re.S
)
PANEL = re.compile(
    r'^\s*\(function\(\) \{\s*var panel = new (?:InlinePanel|MultipleChooserPanel)\(JSON\.parse\("[^"<>]*"\)\);'
    r"\s*\}\)\(\);\s*$"
)


def is_known(script: str) -> bool:
    """True for Wagtail's own start calls whose arguments are plain JSON."""
    if PANEL.match(script):
        return True
    call = CALL.match(script)
    if not call:
        return False
    try:
        json.loads(f"[{call['args']}]")
    except ValueError:
        return False
    return True


def mark_known(html: str, nonce: str) -> str:
    """Give the nonce to known scripts, also to those inside templates of rows (`<-/script>`)."""
    return SCRIPT.sub(
        lambda found: f'<script nonce="{nonce}">{found["body"]}{found["end"]}' if is_known(found["body"]) else found[0],
        html,
    )


def _mark_values(value: Any, nonce: str) -> Any:
    """The same in the pages that arrive as texts inside JSON."""
    if isinstance(value, str):
        return mark_known(value, nonce) if "<script>" in value else value
    if isinstance(value, dict):
        return {key: _mark_values(part, nonce) for key, part in value.items()}
    return [_mark_values(part, nonce) for part in value] if isinstance(value, list) else value


def _mark(response: HttpResponse, kind: str, nonce: str) -> None:
    text = response.content.decode()
    is_page = kind == "text/html"
    response.content = (
        mark_known(text, nonce) if is_page else json.dumps(_mark_values(json.loads(text), nonce))
    ).encode()
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


class DeskScriptsMiddleware:
    """Stands inside PolicyMiddleware and touches answers under /quan-tri/ only."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(DESK) or response.streaming or not request.user.is_authenticated:
            return response
        kind = response.get("Content-Type", "").partition(";")[0]
        if kind not in ("text/html", "application/json"):
            return response
        nonce = request.session.setdefault(SESSION_KEY, secrets.token_urlsafe(16))
        if kind == "text/html":
            response._csp_update = {"script-src": [f"'nonce-{nonce}'"]}
        if b"<script>" in response.content:
            _mark(response, kind, nonce)
        return response
