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


WORD_CHANGES = (
    {"mark": "same", "text": "1. Phạt tiền từ "},
    {"mark": "gone", "text": "400.000 đồng đến 600.000 đồng"},
    {"mark": "new", "text": "500.000 đồng đến 800.000 đồng"},
    {"mark": "same", "text": " đối với người điều khiển xe."},
)
DRAWING = {
    "left": 0,
    "width": 760,
    "height": 130,
    "centre": {"x": 292, "y": 30, "width": 176, "height": 76, "lines": ((64, "Nghị định 168/2024"), (82, "NĐ-CP"))},
    "branches": (
        {
            "label": "được sửa đổi, bổ sung",
            "x": 0,
            "y": 16,
            "key": "amends",
            "line": "M292 68C270 68 270 49 250 49M250 49V49M236 49H250",
            "boxes": ({"x": 0, "y": 26, "width": 236, "height": 46, "lines": ((54, "Nghị định 336/2025"),)},),
        },
        {
            "label": "thay thế",
            "x": 524,
            "y": 16,
            "key": "replaces",
            "line": "M468 68C490 68 490 49 510 49M510 49V49M524 49H510",
            "boxes": ({"x": 524, "y": 26, "width": 236, "height": 46, "lines": ((54, "Nghị định 100/2019"),)},),
        },
    ),
}
