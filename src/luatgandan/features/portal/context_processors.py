"""What every public page shows around its content. All but the active mark is remembered until content changes."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from . import queries


def portal(request: HttpRequest) -> dict[str, Any]:
    """Menu, footer and the identity of the agency.

    At the addresses of the desk too: a stranger there sees a public page ("not for you", "not here"), and what is
    remembered of it is the foot of every page after.
    """
    menu = [replace(link, is_active=request.path.startswith(link.url)) for link in queries.menu()]
    return {"menu": menu, "footer": queries.footer(), "identity": queries.identity()}
