"""`make new-feature NAME=surveys`: a new room that passes the house tests at once.

It makes the folder with the files every room has, switches the room on in `FEATURES` and adds it to the import
contracts of pyproject.toml. Nothing is written when the name does not fit. The room shows nothing until it offers
something.
"""

import argparse
import keyword
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The rooms the house is planned for (house.md §1): title for people, and what the room is.
PLANNED = {
    "questionbank": ("Ngân hàng câu hỏi", "questions with cited answers, for contests, courses and games"),
    "assistant": ("Trợ lý pháp luật", "retrieval, answers with citations, checks, feedback"),
    "qa": ("Hỏi đáp", "citizens' questions and official answers"),
    "dialogue": ("Đối thoại trực tuyến", "live online dialogues"),
    "contests": ("Cuộc thi", "online law contests"),
    "surveys": ("Khảo sát", "online surveys and needs assessment"),
    "courses": ("Khóa học", "programmes, courses, lessons, progress, certificates"),
    "materials": ("Tài liệu", "audiobooks, video, comics, skits, games, leaflets"),
    "business": ("Hỗ trợ doanh nghiệp", "legal support for enterprises"),
    "network": ("Mạng lưới", "rapporteurs, propagandists, mediators, advisers, partners"),
    "monitoring": ("Theo dõi, đánh giá", "indicators, report sets, plan tasks, awards"),
    "opendata": ("Dữ liệu mở", "public API frame, harvesting, dumps"),
}
NAME = re.compile(r"^[a-z]{2,30}$")
ROOMS = re.compile(r'(name = "Rooms do not know each other[^\n]*\n(?:[^\n]+\n)*?layers = \[)([^\]]*)(\])')
ANATOMY = re.compile(r'(name = "Inside an app imports go down the anatomy"\n(?:[^\n]+\n)*?containers = \[\n)')
FEATURES = re.compile(r'(FEATURES = env_list\("FEATURES", ")([a-z,]+)("\))')
DOCUMENTED = re.compile(r"(\| `LUATGANDAN_FEATURES` \| `)([a-z,]+)(` \|)")

FILES = {
    "__init__.py": "",
    "apps.py": """\
from django.apps import AppConfig


class {camel}Config(AppConfig):
    name = "luatgandan.features.{name}"
    label = "{name}"

    def ready(self) -> None:
        from . import module
""",
    "module.py": '''\
"""What the room offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import Module, register

module = register(Module(name="{name}", title=_("{title}")))
''',
    "README.md": """\
# {name}: {title}

What: {purpose}.
For whom: the people who use it, once it offers something.
Words: {title} = {name}.
Tables: none yet.
Events: none yet.
Offers: none yet; add them in `module.py`.
Next: `docs/develop.md`, "A room".
""",
    "migrations/__init__.py": "",
    "tests/__init__.py": "",
    "tests/test_module.py": """\
from luatgandan.foundation.modules.registry import modules


def test_the_room_is_registered_under_its_app_label() -> None:
    assert [str(module.title) for module in modules() if module.name == "{name}"] == ["{title}"]
""",
}


class RefusedError(Exception):
    """The room cannot be made; the text says why and what to do."""


def check_name(root: Path, name: str) -> None:
    """Raise RefusedError unless `name` can be the name of a new room."""
    package = root / "src" / "luatgandan"
    if not name:
        raise RefusedError("Say which room: make new-feature NAME=surveys")
    if not NAME.match(name) or keyword.iskeyword(name):
        raise RefusedError(f"{name!r} does not fit: one English word, 2 to 30 small letters a–z, such as surveys.")
    for floor in ("features", "foundation", "lib", "backends"):
        if (package / floor / name).exists():
            raise RefusedError(f"{name} is there already: src/luatgandan/{floor}/{name}")


def wording(name: str, title: str) -> tuple[str, str]:
    """Title and purpose; a room outside the plan needs a title."""
    planned = PLANNED.get(name)
    if not planned and not title:
        raise RefusedError(f'{name} needs a Vietnamese title: make new-feature NAME={name} TITLE="…"')
    if re.search(r'["\\{}\n]', title):
        raise RefusedError("The title may not hold quotation marks, backslashes or braces.")
    return title or (planned or ("", ""))[0], (planned or ("", "one sentence that says what this room is"))[1]


def changed(path: Path, *edits: tuple[re.Pattern[str], str]) -> str:
    """The text of a file after one replacement per pattern. Raises RefusedError when a place is not found."""
    text = path.read_text(encoding="utf-8")
    for pattern, replacement in edits:
        text, count = pattern.subn(replacement, text, count=1)
        if not count:
            raise RefusedError(f"{path.name} has no longer the place this program knows; see docs/new_feature.py.")
    return text


def edited(root: Path, name: str) -> dict[Path, str]:
    """The files that name every room, with the new room in its place: above the library, beside its siblings."""
    place = r"\g<1>" + _layers(root, name) + r"\g<3>"
    pyproject, base = root / "pyproject.toml", root / "src" / "luatgandan" / "config" / "settings" / "base.py"
    settings = root / "docs" / "settings.md"
    container = rf'\g<1>  "luatgandan.features.{name}",' + "\n"
    return {
        pyproject: changed(pyproject, (ROOMS, place), (ANATOMY, container)),
        base: changed(base, (FEATURES, rf"\g<1>\g<2>,{name}\g<3>")),
        settings: changed(settings, (DOCUMENTED, rf"\g<1>\g<2>,{name}\g<3>")),
    }


def _layers(root: Path, name: str) -> str:
    """The layers of the rooms' contract with one more: siblings share the first layer, `questionbank` has its own."""
    found = ROOMS.search((root / "pyproject.toml").read_text(encoding="utf-8"))
    if not found:
        raise RefusedError("pyproject.toml has no contract about rooms; see docs/new_feature.py.")
    layers = re.findall(r'"([^"]+)"', found[2])
    if name == "questionbank":
        layers.insert(layers.index("library"), name)
    else:
        layers[0] = f"{layers[0]} | {name}"
    return ", ".join(f'"{layer}"' for layer in layers)


def make_room(*, root: Path, name: str, title: str = "") -> list[Path]:
    """Write the room, name it where rooms are named, return the paths. Writes nothing when it raises RefusedError."""
    check_name(root, name)
    title, purpose = wording(name, title)
    texts = edited(root, name)
    folder = root / "src" / "luatgandan" / "features" / name
    values = {"name": name, "camel": name.capitalize(), "title": title, "purpose": purpose}
    texts |= {folder / file: text.format(**values) for file, text in FILES.items()}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(texts)


def main(arguments: list[str] | None = None) -> int:
    """Make the room that is named; TITLE may come from the command line or from the environment."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--title", default=os.environ.get("TITLE", ""), help="title for people, in Vietnamese")
    options = parser.parse_args(arguments)
    try:
        written = make_room(root=ROOT, name=options.name, title=options.title)
    except RefusedError as refusal:
        raise SystemExit(str(refusal)) from refusal
    for path in written:
        print(f"written: {path.relative_to(ROOT)}")
    print("Next: make docs, make check, make test. Then docs/develop.md, “A room”.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
