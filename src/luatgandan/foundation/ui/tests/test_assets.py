"""What the build makes: sizes on the wire, letters in the fonts, and a second run that does nothing."""

import gzip
import unicodedata
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from fontTools.ttLib import TTFont

from luatgandan.foundation.ui import services
from luatgandan.foundation.ui.context_processors import ui
from luatgandan.foundation.ui.services import assets, fonts

KIB = 1024
LIBERATION = Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf")
TEXT = "Người sử dụng đất có trách nhiệm sử dụng đất đúng mục đích. Ủy ban nhân dân cấp xã tiếp công dân thứ Hai."


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    services.build_assets()


def weight(name: str) -> int:
    """Bytes as sent: gzip level 9, WOFF2 files as they are."""
    content = (assets.BUILT / name).read_bytes()
    return len(content if name.endswith(".woff2") else gzip.compress(content, 9))


def test_style_sheet_and_script_are_light() -> None:
    assert weight("site.css") <= 14 * KIB
    assert weight("site.js") <= 6 * KIB


@pytest.mark.parametrize("face", fonts.FACES, ids=lambda face: face.file)
def test_font_is_small_and_has_its_letters(face: fonts.Face) -> None:
    path = assets.BUILT / "fonts" / face.file
    letters = set(TTFont(path).getBestCmap())

    assert path.stat().st_size <= (3 if face.text == fonts.KHMER_NAME else 18) * KIB
    assert {ord(letter) for letter in face.text} - letters <= optional(face)


def optional(face: fonts.Face) -> set[int]:
    """Signs that are asked for but that the type's designers did not draw; the fallback shows them."""
    source = set(TTFont(fonts.source_of(face)).getBestCmap())
    wanted = {ord(letter) for letter in face.text}
    assert not {ord(letter) for letter in face.text if letter.isalpha()} - source
    return wanted - source


def test_an_ordinary_page_weighs_little(rf: RequestFactory) -> None:
    html = render_to_string("ui/display.html", ui(rf.get("/hien-thi/")))
    letters = sum(weight(f"fonts/{name}") for name in ("vi-400.woff2", "vi-600.woff2", "km-name.woff2"))

    assert len(html.encode()) + weight("site.css") + weight("site.js") + letters <= 85 * KIB


def test_second_run_builds_nothing() -> None:
    before = written()

    built = services.build_assets()

    assert built == []
    assert written() == before


def written() -> dict[Path, int]:
    """When each result was written."""
    return {path: path.stat().st_mtime_ns for path in assets.BUILT.rglob("*")}


def test_a_missing_result_is_built_again() -> None:
    (assets.BUILT / "site.js").unlink()

    assert services.build_assets() == ["scripts"]
    assert (assets.BUILT / "site.js").exists()


def test_every_component_style_sheet_is_in_the_bundle() -> None:
    files = {path.stem for path in (assets.STATIC / "css" / "components").glob("*.css")}

    assert {name.removeprefix("components/") for name in assets.STYLE_SHEETS if "/" in name} == files


def test_every_script_is_in_the_bundle() -> None:
    assert {path.stem for path in (assets.STATIC / "js").glob("*.js")} == set(assets.SCRIPTS)


@pytest.mark.skipif(not LIBERATION.exists(), reason="no metric twin of Arial installed")
def test_the_fallback_runs_as_wide_as_the_font() -> None:
    ours = TTFont(fonts.source_of(fonts.FACES[0]))
    ratio = mean_width(ours) / mean_width(TTFont(LIBERATION))

    assert abs(ratio - fonts.FALLBACKS[0][3]) < 0.02


def mean_width(font: TTFont) -> float:
    """Mean width of a letter in the text without marks, in em."""
    plain = [c for c in unicodedata.normalize("NFD", TEXT.replace("đ", "d")) if not unicodedata.combining(c)]
    names, widths = font.getBestCmap(), font["hmtx"]
    total = sum(widths[names[ord(letter)]][0] for letter in plain)
    return float(total / font["head"].unitsPerEm / len(plain))
