"""Who may do what. `may` and its relatives are what rooms use."""

from ..enums import Action, Role
from .consents import ConsentPurpose, PersonalData, age_on, guardian_needed, own_consent_needed
from .identity import Identity, identity_of
from .roles import (
    ANY_ROOM,
    MATRIX,
    RANK,
    RolePermissions,
    is_staff_member,
    live_roles,
    may,
    may_approve,
    may_edit,
    may_grant,
    may_lock,
    may_somewhere,
    organisation_codes,
    reach,
)

__all__ = [
    "ANY_ROOM",
    "MATRIX",
    "RANK",
    "Action",
    "ConsentPurpose",
    "Identity",
    "PersonalData",
    "Role",
    "RolePermissions",
    "age_on",
    "guardian_needed",
    "identity_of",
    "is_staff_member",
    "live_roles",
    "may",
    "may_approve",
    "may_edit",
    "may_grant",
    "may_lock",
    "may_somewhere",
    "organisation_codes",
    "own_consent_needed",
    "reach",
]
