"""What may change without changing the tree: where an organisation is found and how many work there."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luatgandan.foundation.audit.services import Actor, record
from luatgandan.foundation.places.models import Ward
from luatgandan.lib.events import publish
from luatgandan.lib.vietnamese import clean

from ..events import OrganisationsChanged
from ..models import Organisation


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Details of an organisation that carry no history. `headcount` counts people on `headcount_on`."""

    ward: Ward | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    note: str = ""
    headcount: int | None = None
    headcount_on: date | None = None
    is_service_point: bool = False

    def values(self) -> dict[str, Any]:
        """Field values with texts cleaned."""
        return {name: clean(value) if isinstance(value, str) else value for name, value in vars(self).items()}


@transaction.atomic
def update_contact(
    *, organisation: Organisation, contact: Contact, kind: str, at: datetime, actor: Actor | None
) -> Organisation:
    """Renew the details and the kind of one organisation; the log keeps which fields changed, not the values."""
    wanted = {**contact.values(), "kind": kind}
    changed = [name for name, value in wanted.items() if getattr(organisation, name) != value]
    if not changed:
        return organisation
    for name in changed:
        setattr(organisation, name, wanted[name])
    organisation.save()
    record(
        action="organisations.update",
        at=at,
        actor=actor,
        target=organisation,
        label=organisation.name,
        organisation_code=organisation.code,
        detail={"fields": changed},
    )
    publish(OrganisationsChanged(ids=(organisation.pk,)))
    return organisation
