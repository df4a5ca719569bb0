"""Reading roles."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from luatgandan.foundation.organisations.models import Organisation

from .. import rules
from ..enums import Role
from ..models import Person, RoleAssignment

DEMO_LOGINS: dict[str, str] = {
    "citizen": "congdan",
    Role.CONTRIBUTOR: "congtacvien",
    Role.EDITOR: "bientapvien",
    Role.APPROVER: "nguoiduyet",
    Role.UNIT_HEAD: "lanhdao",
    Role.ADMINISTRATOR: "quantri",
    Role.AUDITOR: "kiemtoan",
    Role.ADVISER: "tuvanvien",
}
DEMO_DOMAIN = "demo.luatgandan.example"
DEMO_FILE = "demo_password"


def assignments_for(manager: Any) -> "QuerySet[RoleAssignment]":
    """Roles given in the manager's subtree, past ones included, newest first."""
    rows = RoleAssignment.objects.select_related("person", "organisation", "granted_by")
    codes = rules.organisation_codes(manager, rules.Action.MANAGE_PEOPLE)
    return rows if codes is None else rows.filter(organisation__code__in=codes)


def roles_of(person: Person, *, at: datetime | None = None) -> list[RoleAssignment]:
    """The roles in force."""
    return rules.live_roles(person, at=at)


def people_of(organisation: Organisation | None, action: str, *, room: str, at: datetime) -> list[Person]:
    """Whoever may do this in a room at the organisation itself, else at the nearest one above that has somebody."""
    roles = [role for role, actions in rules.MATRIX.items() if action in actions]
    rooms = (rules.ANY_ROOM, room)
    while organisation is not None:
        live = RoleAssignment.objects.live(at).filter(role__in=roles, room__in=rooms, organisation=organisation)
        found = list(Person.objects.filter(is_active=True, role_assignments__in=live).distinct())
        if found:
            return found
        organisation = organisation.parent
    return []


def demo_login(name: str) -> str:
    """The e-mail address of a demo account."""
    return f"{DEMO_LOGINS[name]}@{DEMO_DOMAIN}"


def demo_password() -> str:
    """The password made at the first start, "" when there is none."""
    path = settings.HOME / DEMO_FILE
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def demo_accounts() -> list[tuple[str, str, str]]:
    """(role label, login, password) of the demo's people; empty outside the demo."""
    password = demo_password()
    if not settings.IS_DEMO or not password:
        return []
    labels = {"citizen": "Người dân", **{role.value: str(role.label) for role in Role}}
    made = set(Person.objects.filter(email__endswith=f"@{DEMO_DOMAIN}").values_list("email", flat=True))
    return [(labels[name], demo_login(name), password) for name in DEMO_LOGINS if demo_login(name) in made]
