"""People, their roles, their consents and requests."""

from .consents import Consent, ConsentIsFinalError, ConsentText, DataRequest
from .people import Guardianship, HasIdentity, Person
from .roles import RoleAssignment
from .sessions import OpenSession

__all__ = [
    "Consent",
    "ConsentIsFinalError",
    "ConsentText",
    "DataRequest",
    "Guardianship",
    "HasIdentity",
    "OpenSession",
    "Person",
    "RoleAssignment",
]
