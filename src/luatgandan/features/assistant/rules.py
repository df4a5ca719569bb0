"""Who may see what people ask in vain."""

from typing import Any


def may_see_runs(person: Any) -> bool:
    """Whoever works at the desk: questions are scrubbed, short-lived and tied to nobody."""
    return bool(person.has_perm("wagtailadmin.access_admin"))
