"""What stands at the first start: groups of roles, texts of consent, and in the demo one person per role."""

import os
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Role
from ..models import Person
from ..queries.roles import DEMO_FILE, DEMO_LOGINS, demo_login, demo_password
from .consents import publish_texts
from .roles import grant_role, sync_groups

# Invented people; any likeness is chance.
NAMES = {
    "citizen": ("Trần Thị", "Lành"),
    Role.CONTRIBUTOR: ("Nguyễn Văn", "Bền"),
    Role.EDITOR: ("Lê Thị Ngọc", "Sáng"),
    Role.APPROVER: ("Phạm Minh", "Thẳng"),
    Role.UNIT_HEAD: ("Võ Thị Thanh", "Tường"),
    Role.ADMINISTRATOR: ("Huỳnh Quốc", "Vững"),
    Role.AUDITOR: ("Thạch Sô", "Rõ"),
    Role.ADVISER: ("Đặng Hữu", "Nghĩa"),
}
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def load_roles_and_texts() -> int:
    """Groups, their permissions and the consent texts; returns how many texts stand."""
    sync_groups()
    return publish_texts(at=timezone.now())


def load_demo_people() -> int:
    """One person per role, with a password made now; nothing outside the demo. Returns how many stand."""
    if not settings.IS_DEMO:
        return 0
    root = Organisation.objects.filter(code=settings.ROOT_ORGANISATION).first()
    password = demo_password() or _make_password()
    for name in DEMO_LOGINS:
        _make_person(name, password, root)
    return len(DEMO_LOGINS)


def _make_password() -> str:
    """Easy to type from the terminal, 48 bits; readable by its owner only."""
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(2))
    path = settings.HOME / DEMO_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(password)
    return password


@transaction.atomic
def _make_person(name: str, password: str, root: Organisation | None) -> None:
    now = timezone.now()
    last_name, first_name = NAMES[name]
    email = demo_login(name)
    person, made = Person.objects.get_or_create(
        email=email, defaults={"username": f"demo-{name}", "last_name": last_name, "first_name": first_name}
    )
    if made or not person.check_password(password):
        person.set_password(password)
        person.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    if name in Role.values and root:
        grant_role(person=person, role=name, organisation=root, by=None, at=now, reason="Bản dùng thử")
