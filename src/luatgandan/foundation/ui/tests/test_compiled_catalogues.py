"""Catalogues as they are compiled and read; a language nobody has checked yet says so on every page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from luatgandan.foundation.ui import queries
from luatgandan.foundation.ui.context_processors import ui
from luatgandan.foundation.ui.services import messages

from .test_catalogues import CATALOGUES, LANGUAGES


@pytest.fixture
def read_anew() -> Iterator[None]:
    """Forget what was known about the catalogues, before and after."""
    queries.catalogue_is_reviewed.cache_clear()
    yield
    queries.catalogue_is_reviewed.cache_clear()


def copy_of(language: str, root: Path, *, reviewer: str) -> Path:
    folder = root / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = polib.pofile(str(CATALOGUES / language / "LC_MESSAGES" / "django.po"))
    source.metadata["X-Reviewed-By"] = reviewer
    source.save(str(folder / "django.po"))
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_compiles_and_is_read(language: str, tmp_path: Path, settings: Any) -> None:
    folder = copy_of(language, tmp_path, reviewer="none yet")

    assert messages.compile_messages(package=tmp_path) == 1
    assert folder.joinpath("django.mo").stat().st_size > 10_000


def test_the_vietnamese_catalogue_holds_our_own_texts_as_they_are(tmp_path: Path) -> None:
    for language in ("vi", "km"):
        copy_of(language, tmp_path, reviewer="none yet")
    messages.compile_messages(package=tmp_path)

    made = {
        language: {entry.msgid: entry for entry in polib.mofile(str(path))}
        for language in ("vi", "km")
        if (path := tmp_path / "locale" / language / "LC_MESSAGES" / "django.mo")
    }
    assert made["vi"]["Không tìm thấy trang"].msgstr == "Không tìm thấy trang"
    assert made["km"]["Không tìm thấy trang"].msgstr not in ("", "Không tìm thấy trang")
    several = [one for one in made["vi"].values() if one.msgid_plural and not one.msgid.isascii()]
    assert several
    assert all(one.msgstr_plural == {0: one.msgid} for one in several)
    english = {one.msgid for one in polib.pofile(str(CATALOGUES / "km/LC_MESSAGES/django.po")) if one.msgid.isascii()}
    ours = {one.msgid for one in polib.pofile(str(CATALOGUES / "vi/LC_MESSAGES/django.po"))}
    assert english - ours
    assert not (english - ours) & made["vi"].keys()


@pytest.mark.usefixtures("read_anew")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("reviewer", "is_marked"), [("none yet", True), ("", True), ("Sơn Thị Hoa, Khmer", False)])
def test_a_language_nobody_has_read_is_marked_on_every_page(
    rf: RequestFactory, settings: Any, tmp_path: Path, language: str, reviewer: str, is_marked: bool
) -> None:
    copy_of(language, tmp_path, reviewer=reviewer)
    messages.compile_messages(package=tmp_path)
    settings.LOCALE_PATHS = [tmp_path / "locale"]

    with translation.override(language):
        html = render_to_string("ui/page.html", ui(rf.get(f"/{language}/")))

    assert ('class="notice' in html) is is_marked


@pytest.mark.usefixtures("read_anew")
def test_a_language_without_compiled_catalogue_counts_as_unread(settings: Any, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [tmp_path]

    assert queries.catalogue_is_reviewed("km") is False
    assert queries.catalogue_is_reviewed("vi") is True
