"""What every public page shows around its content. All but the active mark is remembered until content changes."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import queries


def portal(request: HttpRequest) -> dict[str, Any]:
    """Menu, footer and the identity of the agency, each worked out only where a page shows it.

    At the addresses of the desk too: a stranger there sees a public page ("not for you", "not here"), and what is
    remembered of it is the foot of every page after.
    """

    def is_here(link: queries.Link) -> bool:
        return request.path.startswith(link.url)

    def menu() -> list[queries.Link]:
        return [replace(link, is_active=is_here(link)) for link in queries.menu()]

    return {
        "menu": SimpleLazyObject(menu),
        "menu_here": SimpleLazyObject(lambda: " ".join(link.url for link in queries.menu() if is_here(link))),
        "footer": SimpleLazyObject(queries.footer),
        "identity": SimpleLazyObject(queries.identity),
    }
