"""Who may see how results come about and what is looked for in vain."""

from typing import Any


def may_see_steps(person: Any) -> bool:
    """Whoever works at the desk: neither the steps of a search nor the counts hold anything personal."""
    return bool(person.has_perm("wagtailadmin.access_admin"))
