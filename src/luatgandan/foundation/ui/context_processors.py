"""Values every template may use; nothing here may query the database."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language

from . import queries


class PageFacts:
    """What `ui/page.html` asks of the request; each fact is worked out only when it is asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def language(self) -> str:
        """The language of the interface."""
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def translation_is_reviewed(self) -> bool:
        """False while nobody has read this language's catalogue: the page then says so."""
        return queries.catalogue_is_reviewed(self.language)

    @cached_property
    def home(self) -> str:
        """The home page in this language: "/" or "/km/"."""
        return queries.home(self.language)

    @cached_property
    def preferences(self) -> queries.Preferences:
        """The reader's display settings."""
        return queries.read_preferences(self.request.COOKIES.get(queries.COOKIE, ""))

    @cached_property
    def languages(self) -> list[queries.LanguageLink]:
        """The same page in every language."""
        return queries.language_links(
            path=self.request.path, query=self.request.META.get("QUERY_STRING", ""), active=self.language
        )

    @cached_property
    def display_address(self) -> str:
        """Where the reader chooses how pages look, and comes back from."""
        return f"{self.home}hien-thi/?next={quote(self.request.get_full_path())}"

    @cached_property
    def jumped_from(self) -> str:
        """The words of the search that led straight here; empty when none did."""
        return self.request.GET.get("tim", "")

    @cached_property
    def font(self) -> str:
        """The font file that every page of this language needs first."""
        return "km-400.woff2" if self.language == "km" else "vi-400.woff2"

    @cached_property
    def address(self) -> str:
        """The page's own address without query, for canonical links and print."""
        return f"{settings.SITE_URL}{self.request.path}"

    @cached_property
    def site_url(self) -> str:
        """Scheme and host, without a slash."""
        return str(settings.SITE_URL)

    @cached_property
    def site_name(self) -> str:
        """The portal's name."""
        return str(settings.WAGTAIL_SITE_NAME)


def ui(request: HttpRequest) -> dict[str, Any]:
    """The variable `ui`: language, address and display settings of this page."""
    return {"ui": PageFacts(request)}
