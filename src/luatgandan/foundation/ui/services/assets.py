"""Bundles style sheets and scripts, and builds each group of files only when its sources changed."""

import hashlib
import json
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from . import fonts, messages

UI = Path(__file__).resolve().parents[1]
PACKAGE = UI.parents[1]
STATIC = UI / "static" / "ui"
BUILT = STATIC / "built"

# The order of the one style sheet. A component's file is added here when it is made.
STYLE_SHEETS = (
    "tokens", "base",
    "components/header", "components/menu", "components/breadcrumb", "components/button", "components/card",
    "components/link-list", "components/badge", "components/banner", "components/search-box", "components/field",
    "components/steps", "components/tabs", "components/dialog", "components/table", "components/progress",
    "components/empty", "components/picture", "components/chart", "components/details", "components/medium",
    "components/pagination",
    "components/law-text", "components/law-tools", "components/day-picker", "components/word-changes",
    "components/term", "components/relation-diagram", "components/leaflet", "components/contents",
    "components/settings", "components/account", "components/hero", "components/answer", "components/footer",
    "components/gallery", "components/forced-colors", "components/print",
)  # fmt: skip
SCRIPTS = ("settings", "share", "toast", "dialog", "timer", "suggest", "preview", "contents", "errors")

Say = Callable[[str], None]


def build_assets(*, say: Say = lambda text: None, force: bool = False) -> list[str]:
    """Build every group whose sources changed since the last run; returns the names of the groups built."""
    groups: dict[str, tuple[Iterable[Path], Callable[[], object]]] = {
        "fonts": ([Path(fonts.__file__)], lambda: fonts.build_fonts(target=BUILT / "fonts")),
        "styles": (
            [*_sheets(), STATIC / "css" / "desk.css", Path(fonts.__file__), Path(__file__)],
            _build_styles,
        ),
        "scripts": ([STATIC / "js" / f"{name}.js" for name in SCRIPTS], _build_scripts),
        "messages": (
            [*messages.catalogues(PACKAGE), Path(messages.__file__)],
            lambda: messages.compile_messages(package=PACKAGE),
        ),
    }
    stamp_file = BUILT / "stamp.json"
    old = {} if force else _read_stamp(stamp_file)
    new = {name: _fingerprint(sources) for name, (sources, _) in groups.items()}
    changed = [name for name in groups if old.get(name) != new[name] or not _stands(name)]
    BUILT.mkdir(parents=True, exist_ok=True)
    for name in changed:
        say(f"  {name}")
        groups[name][1]()
    if changed:
        stamp_file.write_text(json.dumps(new, indent=1), encoding="utf-8")
    return changed


def _sheets() -> list[Path]:
    return [STATIC / "css" / f"{name}.css" for name in STYLE_SHEETS]


def _build_styles() -> None:
    import rcssmin  # noqa: PLC0415 - only where something is built

    faces = fonts.font_faces()
    site = faces + "".join(path.read_text(encoding="utf-8") for path in _sheets())
    desk = faces + (STATIC / "css" / "desk.css").read_text(encoding="utf-8")
    (BUILT / "site.css").write_text(str(rcssmin.cssmin(site)), encoding="utf-8")
    (BUILT / "desk.css").write_text(str(rcssmin.cssmin(desk)), encoding="utf-8")


def _build_scripts() -> None:
    text = "\n".join((STATIC / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    lines = (line.strip() for line in text.splitlines())
    kept = (line for line in lines if line and not line.startswith("//"))
    (BUILT / "site.js").write_text("\n".join(kept) + "\n", encoding="utf-8")


def _fingerprint(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256("".join(version(name) for name in fonts.PACKAGES).encode())
    for path in sources:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _read_stamp(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _stands(name: str) -> bool:
    """Whether what a group makes is there (someone may have cleaned up)."""
    wanted = {
        "fonts": [BUILT / "fonts" / face.file for face in fonts.FACES],
        "styles": [BUILT / "site.css", BUILT / "desk.css"],
        "scripts": [BUILT / "site.js"],
        "messages": [path.with_suffix(".mo") for path in messages.catalogues(PACKAGE)],
    }
    return all(path.exists() for path in wanted[name])
