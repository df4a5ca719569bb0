"""What the gallery shows: every component's sample as it looks and as it is written."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

UI = Path(__file__).resolve().parents[1]
TEMPLATES = UI / "templates"
HEADLINE = re.compile(r"{#\s*(.+?)\s*#}\s*")
COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A component in the gallery: `about` is the first comment of its sample, `source` what a room writes."""

    name: str
    about: str
    template: str
    source: str


def component_names() -> list[str]:
    """All components, as they are called without `c-`."""
    return sorted(path.stem.replace("_", "-") for path in (TEMPLATES / "cotton").glob("*.html"))


@lru_cache(maxsize=1)
def samples() -> list[Sample]:
    """All samples in alphabetical order, read from templates/ui/gallery/."""
    return [_sample(path) for path in sorted((TEMPLATES / "ui" / "gallery").glob("*.html"), key=lambda path: path.stem)]


def _sample(path: Path) -> Sample:
    text = path.read_text(encoding="utf-8")
    match = HEADLINE.match(text)
    return Sample(
        name=path.stem,
        about=match[1] if match else "",
        template=f"ui/gallery/{path.name}",
        source=text[match.end() :].strip() if match else text.strip(),
    )


@lru_cache(maxsize=1)
def tokens() -> list[str]:
    """Names of all colour tokens."""
    css = (UI / "static" / "ui" / "css" / "tokens.css").read_text(encoding="utf-8")
    return list(dict.fromkeys(name for name, _ in COLOUR.findall(css)))
