"""The anatomy of an app (shared/design/house.md §3) as data: which names may stand in an app's folder."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "luatgandan"
MODULES = {
    "__init__", "apps", "module", "urls", "wagtail_hooks", "views", "viewsets", "api", "receivers", "forms", "tasks",
    "services", "queries", "rules", "models", "enums", "events",
    # where the framework asks for a module of its own
    "middleware", "adapters", "blocks", "context_processors",
}  # fmt: skip
FOLDERS = {"templates", "static", "migrations", "tests", "management", "templatetags", "locale", "built", "__pycache__"}
# Engines that belong to one room, named for what they are.
ENGINES = {
    "foundation/modules": {"registry"},
    "foundation/places": {"starter"},
    "foundation/workdays": {"starter"},
    "foundation/organisations": {"starter", "spreadsheet"},
    "foundation/search": {"pipeline", "ranking", "evaluation"},
    "features/assistant": {"drafting", "pipeline", "starter"},
    "features/contests": {"anomalies", "formats", "importing", "office", "papers", "proving", "starter"},
    "features/library": {"registry", "starter"},
    "features/opendata": {"oai"},
    "features/portal": {"starter", "checks"},
    "features/qa": {"importing", "likeness", "starter"},
    "features/questionbank": {"formats", "linting", "starter"},
}
HARD_FILE_LINES = 500
HARD_FUNCTION_LINES = 40


def apps(package: Path = PACKAGE) -> list[Path]:
    """The folders of all apps."""
    return sorted(path.parent for floor in ("features", "foundation") for path in (package / floor).glob("*/apps.py"))


def sources(package: Path = PACKAGE) -> Iterator[Path]:
    """All our Python files but migrations."""
    yield from (path for path in sorted(package.rglob("*.py")) if "migrations" not in path.parts)


def strays(app: Path, package: Path = PACKAGE) -> list[str]:
    """Names in an app's folder that are not on the anatomy list."""
    allowed = MODULES | FOLDERS | ENGINES.get(str(app.relative_to(package)), set())
    files = [path for path in app.iterdir() if path.suffix == ".py" or path.is_dir()]
    return sorted(path.name for path in files if path.name.removesuffix(".py") not in allowed)


def long_functions(path: Path) -> list[str]:
    """Functions above the hard limit, docstring not counted."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            length = (node.end_lineno or 0) - first.lineno + 1
            if length > HARD_FUNCTION_LINES:
                found.append(f"{path.name}:{node.name} ({length})")
    return found
