"""How the reader wants pages to look."""

from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from urllib.parse import parse_qsl

from django.utils.safestring import SafeString, mark_safe

from luatgandan.foundation.ui import enums

COOKIE = "lgd_prefs"
ALLOWED = {
    "theme": enums.Theme.values,
    "text": enums.TextSize.values,
    "contrast": enums.Contrast.values,
    "width": enums.Width.values,
}


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """How the reader wants pages to look; empty means the default."""

    theme: str = ""
    text: str = ""
    contrast: str = ""
    width: str = ""

    @cached_property
    def attributes(self) -> SafeString:
        """The `data-…` attributes of `<html>`; only values from the lists above can stand here."""
        return mark_safe("".join(f' data-{name}="{value}"' for name, value in asdict(self).items() if value))

    @property
    def cookie(self) -> str:
        """The cookie's value, empty when everything is as it comes."""
        return "&".join(f"{name}={value}" for name, value in asdict(self).items() if value)


@lru_cache(maxsize=128)
def read_preferences(cookie: str) -> Preferences:
    """Preferences out of the cookie's value; unknown names and values are ignored."""
    pairs = parse_qsl(cookie.strip('"')[:200])
    return Preferences(**{name: value for name, value in pairs if value in ALLOWED.get(name, ())})
