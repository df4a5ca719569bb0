"""The questions about people."""

from .consents import current_texts, has_consent, live_consents, may_contact
from .data import data_of
from .people import contacts_of, erased_people, find_person, has_second_factor, people_for, staff_without_second_factor
from .roles import assignments_for, demo_accounts, people_of, roles_of
from .sessions import sessions_of

__all__ = [
    "assignments_for",
    "contacts_of",
    "current_texts",
    "data_of",
    "demo_accounts",
    "erased_people",
    "find_person",
    "has_consent",
    "has_second_factor",
    "live_consents",
    "may_contact",
    "people_for",
    "people_of",
    "roles_of",
    "sessions_of",
    "staff_without_second_factor",
]
