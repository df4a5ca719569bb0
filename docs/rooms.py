"""docs/rooms.md: every app with the head of its README, its offers, its events, its tables and its commands."""

import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.utils import translation

from luatgandan.foundation.modules.registry import modules

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "rooms.md"
PACKAGE = ROOT / "src" / "luatgandan"
FLOORS = {"features": "Rooms (`features/`)", "foundation": "Ground floor (`foundation/`)"}
HEAD = """# Rooms: what stands

*Written by `make docs` (`docs/rooms.py`) from the registry, the models and the READMEs. Do not edit.*

"Published" and "heard" name the files where `publish(…)` and `@receives(…)` stand; an event with neither is not used
yet.
"""
# A labelled line of a README: "What: …" or "**What.** …".
LABELLED = re.compile(r"^(?:\*\*)?(?P<label>[A-Z][\w ]*?)(?:\.\*\*|:)\s*(?P<text>.*)$")
WANTED = ("What", "For whom")
# The fields of an offer that tell one from another, in this order.
TELLING = ("prefix", "urlconf", "label", "title", "code", "place", "grants", "task", "seconds")


def render() -> str:
    """The whole page; texts for people in Vietnamese, as in the source."""
    with translation.override("vi"):
        return "\n".join([HEAD, *_floors()]).rstrip() + "\n"


def _floors() -> Iterator[str]:
    for floor, title in FLOORS.items():
        yield f"## {title}\n"
        for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
            if config.name == f"luatgandan.{floor}.{config.label}":
                yield from _app(config)


def _app(config: AppConfig) -> Iterator[str]:
    folder = Path(config.path)
    yield f"### {config.label}\n"
    yield from _readme_head(folder / "README.md")
    yield from _list("Offers", _offers(config.label))
    yield from _list("Events", _events(config, folder))
    yield from _list("Tables", _tables(config))
    yield from _list("Commands", _commands(config, folder))
    yield ""


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"\n**{title}**\n"
        yield from (f"- {line}" for line in lines)


def _readme_head(path: Path) -> Iterator[str]:
    """What the app is and for whom, in the words of its README."""
    label = ""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        found = LABELLED.match(line)
        label = found["label"] if found else label if line.strip() else ""
        if label in WANTED:
            yield f"- **{label}.** {found['text']}" if found else f"  {line}"


def _offers(name: str) -> list[str]:
    """The offers of one app in a fixed order: by kind, then by what they say."""
    return sorted(_offer(offer) for module in modules() if module.name == name for offer in module.offers)


def _offer(offer: Any) -> str:
    values = [_telling(field, getattr(offer, field)) for field in TELLING if hasattr(offer, field)]
    return f"`{type(offer).__name__}` {' · '.join(value for value in values if value)}".strip()


def _telling(field: str, value: Any) -> str:
    if field == "grants":
        return ", ".join(sorted(str(role) for role in value))
    if field == "task":
        return f"`{value.func.__name__}`"
    if field == "seconds":
        return f"every {value} s"
    if field == "urlconf":
        return f"`{value.removeprefix('luatgandan.')}`"
    return f"`/{value}`" if field == "prefix" else str(value)


def _events(config: AppConfig, folder: Path) -> list[str]:
    """The classes of `events.py` with their docstrings, who publishes them and who hears them."""
    if not (folder / "events.py").exists():
        return []
    module = importlib.import_module(f"{config.name}.events")
    classes = sorted(vars(module).values(), key=str)
    facts = [fact for fact in classes if inspect.isclass(fact) and fact.__module__ == module.__name__]
    return [f"`{fact.__name__}`: {_first_line(fact)} {_uses(fact.__name__)}".strip() for fact in facts]


def _uses(name: str) -> str:
    """Where the event is published and heard, as files of the package."""
    sources = [path for path in sorted(PACKAGE.rglob("*.py")) if "tests" not in path.parts]
    texts = {path.relative_to(PACKAGE): path.read_text(encoding="utf-8") for path in sources}
    found = []
    for verb, pattern in (
        ("published", rf"publish\(\s*(?:events\.)?{name}\("),
        ("heard", rf"@receives\((?:events\.)?{name}\)"),
    ):
        if files := [f"`{path.as_posix()}`" for path, text in texts.items() if re.search(pattern, text)]:
            found.append(f"{verb}: {', '.join(files)}")
    return f"({'; '.join(found) or 'not used yet'})"


def _tables(config: AppConfig) -> list[str]:
    models = sorted(config.get_models(), key=lambda model: model.__name__)
    return [f"`{model.__name__}` (`{model._meta.db_table}`): {_first_line(model)}" for model in models]


def _commands(config: AppConfig, folder: Path) -> list[str]:
    files = sorted((folder / "management" / "commands").glob("[a-z]*.py"))
    names = [path.stem for path in files]
    texts = {name: importlib.import_module(f"{config.name}.management.commands.{name}").Command.help for name in names}
    return [f"`luatgandan {name}`: {text}" for name, text in texts.items()]


def _first_line(thing: type) -> str:
    return (inspect.getdoc(thing) or "").splitlines()[0]
