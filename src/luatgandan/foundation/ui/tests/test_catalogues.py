"""The Khmer and English catalogues: what citizens meet is translated, and no translation breaks a page."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[3]
CATALOGUES = PACKAGE / "foundation" / "ui" / "locale"
LANGUAGES = ("km", "en")

# Rooms whose pages citizens see; inside them the desk and the gallery may stay in Vietnamese.
CITIZENS_ROOMS = (
    "features/assistant", "features/contests", "features/library", "features/portal", "features/qa",
    "foundation/accounts",
    "foundation/notifications", "foundation/organisations", "foundation/places", "foundation/search", "foundation/ui",
)  # fmt: skip
DESK = re.compile(r"/(desk|wagtailadmin|gallery)/|/gallery\.html$|/desk_notice\.html$")
# Python files whose every text a citizen may meet. Others mix citizens' and desk texts.
CITIZENS_PYTHON = (
    "features/assistant/forms/asking.py",
    "features/assistant/queries/telling.py", "features/assistant/services/following.py",
    "features/assistant/views/following.py",
    "features/assistant/views/answers.py", "features/assistant/views/asking.py",
    "features/contests/forms/joining.py",
    "features/contests/forms/taking.py", "features/contests/queries/wording.py",
    "features/contests/queries/data.py", "features/contests/queries/shown.py",
    "features/contests/services/complaints.py", "features/contests/services/telling.py",
    "features/contests/services/withdrawing.py", "features/contests/views/outcome.py",
    "features/contests/queries/contests.py", "features/contests/queries/own.py", "features/contests/module.py",
    "features/contests/services/joining.py", "features/contests/services/refusing.py",
    "features/contests/services/taking.py", "features/contests/rules/eligibility.py",
    "features/contests/rules/starting.py", "features/contests/rules/names.py",
    "features/contests/rules/nicknames.py", "features/contests/views/live.py",
    "features/contests/views/contests.py", "features/contests/views/joining.py",
    "features/contests/views/taking.py", "features/contests/views/practice.py",
    "features/contests/views/results.py", "features/contests/views/certificates.py",
    "features/contests/views/receipts.py", "features/contests/queries/boards.py",
    "features/library/enums.py", "features/library/forms/filters.py", "features/library/forms/records.py",
    "features/library/models/details.py", "features/library/module.py", "features/library/queries/exporting.py",
    "features/library/queries/records.py", "features/library/queries/relations.py",
    "features/library/templatetags/law.py", "features/library/views/documents.py", "features/library/views/glossary.py",
    "features/library/views/provisions.py", "features/library/views/records.py", "features/portal/module.py",
    "features/portal/queries/__init__.py", "features/portal/views.py",
    "features/qa/forms/asking.py", "features/qa/forms/own.py", "features/qa/queries/data.py",
    "features/qa/queries/following.py", "features/qa/services/asking.py",
    "features/qa/services/attaching.py", "features/qa/services/contacts.py", "features/qa/services/errors.py",
    "features/qa/services/forgetting.py", "features/qa/services/sending.py", "features/qa/services/telling.py",
    "features/qa/views/asking.py", "features/qa/views/beside.py", "features/qa/views/feeds.py",
    "features/qa/views/following.py", "features/qa/views/opendata.py", "features/qa/views/own.py",
    "features/qa/views/promises.py", "features/qa/views/public.py",
    "foundation/accounts/adapters.py", "foundation/accounts/forms/factors.py", "foundation/accounts/forms/fields.py",
    "foundation/accounts/forms/own.py", "foundation/accounts/forms/signin.py",
    "foundation/accounts/middleware/signin.py", "foundation/accounts/queries/data.py",
    "foundation/accounts/services/codes.py", "foundation/accounts/services/told.py", "foundation/accounts/views.py",
    "foundation/notifications/enums.py",
    "foundation/notifications/forms.py", "foundation/notifications/services/following.py",
    "foundation/notifications/services/telling.py", "foundation/notifications/views.py",
    "foundation/organisations/enums.py", "foundation/organisations/views.py", "foundation/places/enums.py",
    "foundation/places/queries/names.py", "foundation/places/views.py", "foundation/search/enums.py",
    "foundation/search/forms.py", "foundation/search/pipeline/addresses.py", "foundation/search/queries/saved.py",
    "foundation/search/queries/searching.py",
    "foundation/search/services/alerting.py", "foundation/search/services/saving.py",
    "foundation/search/templatetags/search.py", "foundation/search/views/alerts.py",
    "foundation/search/views/machines.py", "foundation/ui/enums.py", "foundation/ui/forms.py",
    "lib/dates/holidays.py", "lib/uploads.py",
)  # fmt: skip
# Texts of Django and allauth that a citizen meets and Django itself lacks, or has wrong, in Khmer.
LIBRARY_TEXTS = (
    "This field is required.", "Enter a valid email address.", "Enter a valid date.", "Enter a whole number.",
    "Select a valid choice. That choice is not one of the available choices.", "No file was submitted.", "Monday",
    "Incorrect code.", "Invalid login.", "Hello from %(site_name)s!",
)  # fmt: skip

TEMPLATE_CALL = re.compile(
    r"""(?:\b\w*gettext|\b_)\s*\(((?:\s*,?\s*u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))+)""", re.S
)
PYTHON_CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%s|(?<!%)%[sd]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")
KHMER_LETTER = re.compile(r"[\u1780-\u17b3]")
KHMER_DIGIT = re.compile(r"[\u17e0-\u17e9]")
# A subscript sign that carries no consonant, a vowel that hangs on nothing, or the same mark twice.
BROKEN_KHMER = re.compile(r"\u17d2(?![\u1780-\u17a2])|(?<![\u1780-\u17d3\u17dd])[\u17b6-\u17d3]|([\u17b6-\u17d3])\1")
LETTER_OUTSIDE_PLACEHOLDERS = re.compile(r"[^\W\d_]{2}")


@cache
def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(CATALOGUES / language / "LC_MESSAGES" / "django.po"), wrapwidth=0)


@cache
def translations(language: str) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in catalogue(language)}


def texts(entry: polib.POEntry) -> list[str]:
    """All forms of a translation."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def texts_of_template(path: Path) -> Iterator[str]:
    for call in TEMPLATE_CALL.finditer(templatize(path.read_text(encoding="utf-8"))):
        value = ast.literal_eval(f"({call[1].strip()},)")
        yield value[0]


def texts_of_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in PYTHON_CALLS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def citizens_templates() -> list[Path]:
    found = [path for room in CITIZENS_ROOMS for path in (PACKAGE / room / "templates").rglob("*") if path.is_file()]
    return sorted(path for path in found if not DESK.search(path.as_posix()))


def untranslated(language: str, wanted: set[str]) -> set[str]:
    known = {msgid for msgid, entry in translations(language).items() if entry.translated()}
    return wanted - known


def test_collecting_finds_the_texts_of_a_template(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}<c-field label="{% translate "Họ tên" %}" /> {{ x|default:_("chưa có") }}'
        "{% blocktranslate with n=1 trimmed %}\n  Còn “{{ n }}”\n  việc{% endblocktranslate %}"
        "{% blocktranslate count n=2 %}{{ n }} nơi{% plural %}{{ n }} nơi{% endblocktranslate %}",
        encoding="utf-8",
    )

    assert sorted(texts_of_template(page)) == ["%(n)s nơi", "Còn “%(n)s” việc", "Họ tên", "chưa có"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_citizens_templates_is_translated(language: str) -> None:
    wanted = {text for path in citizens_templates() for text in texts_of_template(path)}

    assert len(wanted) > 300
    assert untranslated(language, wanted) == set(), "run `make messages`, then fill in msgstr"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CITIZENS_PYTHON)
def test_every_text_of_citizens_python_is_translated(language: str, name: str) -> None:
    wanted = {text.replace("\r", "") for text in texts_of_python(PACKAGE / name)}

    assert untranslated(language, wanted) == set(), "run `make messages`, then fill in msgstr"


@pytest.mark.parametrize("text", LIBRARY_TEXTS)
def test_forms_of_our_libraries_speak_khmer(text: str) -> None:
    assert KHMER_LETTER.search(texts(translations("km")[text])[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_header_and_entries_are_as_gettext_wants_them(language: str) -> None:
    header = catalogue(language).metadata

    assert header["Language"] == language
    assert header["Content-Type"] == "text/plain; charset=UTF-8"
    assert header["Plural-Forms"].startswith("nplurals=1" if language == "km" else "nplurals=2")
    assert header["X-Reviewed-By"]
    assert [entry.msgid for entry in catalogue(language) if entry.fuzzy or entry.obsolete] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_tags_and_edges(language: str) -> None:
    def shape(text: str) -> tuple[Any, ...]:
        edges = (text[:1].isspace(), text[-1:].isspace(), text.count("\n"))
        return (sorted(PLACEHOLDER.findall(text)), sorted(TAG.findall(text)), edges)

    changed = [
        (entry.msgid, text)
        for entry in catalogue(language).translated_entries()
        for text in texts(entry)
        if shape(text) != shape(entry.msgid)
    ]

    assert changed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_in_normal_form(language: str) -> None:
    strange = [
        text
        for entry in catalogue(language).translated_entries()
        for text in texts(entry)
        if text != unicodedata.normalize("NFC", text) or "\u200b" in text or "  " in text
    ]

    assert strange == []


def test_khmer_is_written_in_khmer_letters_without_broken_clusters() -> None:
    wrong = [
        text
        for entry in catalogue("km").translated_entries()
        for text in texts(entry)
        if (LETTER_OUTSIDE_PLACEHOLDERS.search(PLACEHOLDER.sub("", text)) and not KHMER_LETTER.search(text))
        or KHMER_DIGIT.search(text)
        or BROKEN_KHMER.search(text)
    ]

    assert wrong == []


def test_english_sentences_are_not_left_in_vietnamese() -> None:
    left = [
        entry.msgid
        for entry in catalogue("en").translated_entries()
        if len(entry.msgid.split()) > 2 and entry.msgid in texts(entry) and not entry.msgid.isascii()
    ]

    assert left == ["%(title)s – %(channel)s"]
