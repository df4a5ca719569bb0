"""Who is let in where: every address asked by every kind of person, told as rows of the matrix.

What is asked is only whether the door opens. While the crawl lasts templates are blank, and instead of sessions a
middleware puts the visitor into the request (`SETTINGS`); the second factor has its own tests.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.db import transaction
from django.template import Origin, Template
from django.template.loaders.base import Loader
from django.test import Client
from django.urls import reverse

from luatgandan.foundation.accounts.enums import Role
from luatgandan.foundation.accounts.models import Person

from .addresses import Address
from .answers import body
from .world import World, holder, person

MATRIX = Path(__file__).with_name("matrix.tsv")
ROLES = {"c": Role.CONTRIBUTOR, "e": Role.EDITOR, "a": Role.APPROVER, "h": Role.UNIT_HEAD, "d": Role.ADMINISTRATOR,
         "u": Role.AUDITOR, "v": Role.ADVISER}  # fmt: skip
ROOMS = {"p": "portal", "l": "library", "q": "qa", "b": "questionbank", "t": "contests", "s": "assistant"}
EVERYBODY, NOBODY = "everybody", "nobody"
TRIES_THE_ERROR_PAGE = "/quan-tri/failwhale/"  # Wagtail's own, for people at the desk
TAB = "\t"
HEAD = """\
# Who reaches what: route, method, who is let in, and why, where another ward or strangers at the desk are let in.
# Written by: pytest tests/security/test_authorisation.py --write-matrix; read every changed line before it is kept.
# Groups: ward = a role where the thing belongs, other = in another ward (h, d, v only: together they hold every right),
# root = in the province (e, h, d, u, v), room = head of the ward for one room only.
# Roles: c contributor, e editor, a approver, h head of unit, d administrator, u auditor, v adviser; z citizen.
# Rooms: p portal, l library, q qa, b questionbank, t contests, s assistant."""
VISITOR = "visitor"
SETTINGS: dict[str, Any] = {
    "TEMPLATES": [
        {
            **settings.TEMPLATES[0],
            "OPTIONS": {**settings.TEMPLATES[0]["OPTIONS"], "loaders": ["tests.security.crawl.BlankLoader"]},
        }
    ],
    "MIDDLEWARE": [
        "tests.security.crawl.VisitorMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django_htmx.middleware.HtmxMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ],
    "STAFF_SECOND_FACTOR": False,
}


class VisitorMiddleware:
    """Puts the visitor, and an empty session, into the request."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        request.user = request.META.get(VISITOR) or AnonymousUser()
        request.session = SessionStore()
        return self.get_response(request)


class BlankLoader(Loader):
    """Every template is there, and empty."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        return Template("", origin=Origin(template_name, template_name, self), engine=self.engine)


@dataclass(frozen=True)
class Visitor:
    """Somebody; `group` and `letter` say where they stand in a row of the matrix."""

    group: str
    letter: str
    person: Person


def visitors(world: World) -> list[Visitor]:
    """Everybody who is asked for; in ward B only those who hold, together, every right that a role gives.

    In the province contributor and approver are left out: they stand between the citizen, the editor and the head.
    """
    places = (("ward", world.ward, "ceahduv"), ("other", world.other, "hdv"), ("root", world.root, "ehduv"))
    people = [Visitor("citizen", "z", person("citizen"))]
    people += [Visitor(group, one, holder(ROLES[one], unit)) for group, unit, letters in places for one in letters]
    people += [Visitor("room", one, holder(Role.UNIT_HEAD, world.ward, room)) for one, room in ROOMS.items()]
    return [*people, Visitor("superuser", "s", Person.objects.create_superuser("super", "super@example.invalid", "x"))]


def row(address: Address, people: Iterable[Visitor]) -> str:
    """The route, how it is asked and who is let in, as it stands in the matrix."""
    method = "POST" if _ask(None, address.path, "GET") == 405 else "GET"
    if _enters(None, address.path, method):
        return f"{address.route}\t{method}\t{EVERYBODY}"
    let_in: dict[str, str] = {}
    for one in people:
        if one.group == "other" and not address.has_object:
            continue  # without an object of ward A both wards are alike
        if _enters(one.person, address.path, method):
            let_in[one.group] = let_in.get(one.group, "") + one.letter
    return f"{address.route}\t{method}\t" + (" ".join(f"{group}:{who}" for group, who in let_in.items()) or NOBODY)


def _enters(who: Person | None, path: str, method: str) -> bool:
    """Whether the door opens. Who may not even look must not act either."""
    status = _ask(who, path, method)
    if status >= 500 and path != TRIES_THE_ERROR_PAGE:
        raise AssertionError(f"{method} {path}: {status}")
    return status < 400 or status in (400, 422, 500)


def _ask(who: Person | None, path: str, method: str) -> int:
    """The status of the answer; a way to the sign-in page or back to the start of the desk counts as 403."""
    with transaction.atomic():
        answer = Client(raise_request_exception=False).generic(method, path, **{VISITOR: who})
        body(answer)
        transaction.set_rollback(True)
    if answer.status_code == 302 and _turns_away(answer.headers["Location"], path):
        return 403
    return int(answer.status_code)


def _turns_away(to: str, path: str) -> bool:
    doors = (reverse("account_login"), reverse("account_reauthenticate"), reverse("wagtailadmin_login"))
    return to.startswith(doors) or (to == reverse("wagtailadmin_home") and path.startswith(to))


def rows(world: World, walked: Iterable[Address]) -> list[str]:
    """The matrix of these addresses, in their order."""
    people = visitors(world)
    return [row(one, people) for one in walked]


def route_of(line: str) -> str:
    """Which route a row of the matrix is about."""
    return line.split(TAB)[0]


def needs_a_reason(line: str) -> bool:
    """Whether the row lets people in where one would not expect them: from another ward, or strangers at the desk."""
    route, _method, who = line.split("\t")
    return "other:" in who or (route.startswith("quan-tri/") and (who == EVERYBODY or "citizen:" in who))


def read() -> dict[str, str]:
    """The reviewed matrix: a row and, where it needs one, its reason."""
    lines = MATRIX.read_text(encoding="utf-8").splitlines()
    parts = (line.rsplit("\t", 1) for line in lines if not line.startswith("#"))
    return {row: why for row, why in parts}


def write(found: Iterable[str]) -> None:
    """Keep what was found, with the reasons that stand for the same route."""
    reasons = {route_of(row): why for row, why in read().items()} if MATRIX.exists() else {}
    lines = (f"{row}\t{reasons.get(route_of(row), '') if needs_a_reason(row) else ''}" for row in found)
    MATRIX.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
