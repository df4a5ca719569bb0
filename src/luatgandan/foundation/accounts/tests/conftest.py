"""A small tree of organisations and one person per role in its middle."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from luatgandan.backends.messages import fake
from luatgandan.foundation.accounts import services
from luatgandan.foundation.accounts.enums import Role
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.organisations.models import Organisation

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

MakePerson = Callable[..., Person]


@pytest.fixture(autouse=True)
def nothing_sent() -> None:
    fake.outbox.clear()


def make_organisation(code: str, parent: Organisation | None = None) -> Organisation:
    path = f"{parent.path if parent else '/'}{code}/"
    return Organisation.objects.create(
        code=code, name=f"Đơn vị {code}", kind="department", parent=parent, path=path, folded=code
    )


@pytest.fixture
def tree(db: None) -> dict[str, Organisation]:
    """can-tho → so (→ phong), phuong; hotline stands apart."""
    root = make_organisation("can-tho")
    office = make_organisation("so", root)
    return {
        "root": root,
        "so": office,
        "phong": make_organisation("phong", office),
        "phuong": make_organisation("phuong", root),
        "hotline": make_organisation("hotline"),
    }


@pytest.fixture
def make_person(db: None) -> MakePerson:
    """A person with a verified e-mail address; `role` and `organisation` give a role, `factor` a TOTP."""

    def make(
        name: str,
        *,
        role: str = "",
        organisation: Organisation | None = None,
        room: str = "*",
        factor: bool = False,
        **values: object,
    ) -> Person:
        email = f"{name}@example.vn"
        person = Person.objects.create(username=name, first_name=name.title(), email=email, **values)
        person.set_unusable_password()
        person.save()
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        if role:
            services.grant_role(person=person, role=role, organisation=organisation, room=room, by=None, at=NOW)
        if factor:
            TOTP.activate(person, generate_totp_secret())
        return Person.objects.get(pk=person.pk)

    return make


@pytest.fixture
def staff(tree: dict[str, Organisation], make_person: MakePerson) -> dict[str, Person]:
    """One person per role at "so"."""
    return {role: make_person(role, role=role, organisation=tree["so"], factor=True) for role in Role.values}
