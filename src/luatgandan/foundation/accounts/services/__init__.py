"""The acts around people: roles, consents, requests, sign-in."""

from .consents import give_consent, publish_texts, withdraw_consent
from .people import erase_person, set_identity, set_phone, update_profile
from .requests import answer_request, open_request
from .roles import end_role, grant_role, sync_groups, sync_person
from .sessions import end_other_sessions, end_session, end_sessions_of

__all__ = [
    "answer_request",
    "end_other_sessions",
    "end_role",
    "end_session",
    "end_sessions_of",
    "erase_person",
    "give_consent",
    "grant_role",
    "open_request",
    "publish_texts",
    "set_identity",
    "set_phone",
    "sync_groups",
    "sync_person",
    "update_profile",
    "withdraw_consent",
]
