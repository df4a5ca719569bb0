"""The same page in every language, and whether a person has read its translation."""

import gettext
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import to_locale

from luatgandan.foundation.modules.registry import Route, offers


@dataclass(frozen=True, kw_only=True)
class LanguageLink:
    """The same page in one language: `code`, its name in itself, and the address."""

    code: str
    name: str
    url: str
    is_active: bool


def language_links(*, path: str, query: str, active: str) -> list[LanguageLink]:
    """Links to the same page in every language; a page without translations leads to that language's home page."""
    rest = bare_path(path)
    tail = f"?{query}" if query else ""
    if rest.startswith(_unlocalised()):
        rest, tail = "/", ""
    return [
        LanguageLink(code=code, name=name, url=f"{home(code)}{rest[1:]}{tail}", is_active=code == active)
        for code, name in settings.LANGUAGES
    ]


def bare_path(path: str) -> str:
    """The path without its language prefix."""
    for code, _name in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            return path[len(code) + 1 :]
    return path


def home(language: str) -> str:
    """The home page of a language."""
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


@lru_cache
def catalogue_is_reviewed(language: str) -> bool:
    """True for Vietnamese, and where the catalogue's header X-Reviewed-By names a person (anything but "none …")."""
    if language == settings.LANGUAGE_CODE:
        return True
    try:
        catalogue = gettext.translation("django", settings.LOCALE_PATHS[0], [to_locale(language)])
    except FileNotFoundError:  # the catalogues are not compiled yet
        return False
    reviewer = catalogue.info().get("x-reviewed-by", "").strip().lower()
    return bool(reviewer) and not reviewer.startswith("none")


@lru_cache(maxsize=1)
def _unlocalised() -> tuple[str, ...]:
    prefixes = [f"/{route.prefix}" for route in offers(Route) if route.prefix and not route.localised]
    return ("/quan-tri/", "/tai-lieu/", *prefixes)
