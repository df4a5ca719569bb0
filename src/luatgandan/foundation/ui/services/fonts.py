"""WOFF2 subsets of the two installed font packages, and the `@font-face` rules that use them.

Be Vietnam Pro carries the Vietnamese and Latin letters the portal prints; hints and unused features are dropped.
Khmer text has its own two files, and the language's own name a third, tiny one, so that Vietnamese pages never load
Khmer.
"""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGES = ("fontpkg-be-vietnam-pro", "fontpkg-noto-sans-khmer")
KHMER_NAME = "ភាសាខ្មែរ"


def _span(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


LATIN = (
    _span(0x20, 0x7E)
    + "ÀÁÂÃÇÈÉÊÌÍÒÓÔÕÙÚÝàáâãçèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
    + _span(0x1EA0, 0x1EF9)
    + "\u00a0«»·–—‘’“”„…•©®°²³±×÷§¶½₫€™←↑→↓−≤≥✓\u0300\u0301\u0303\u0309\u0323"
)
KHMER = (
    _span(0x1780, 0x17DD)
    + _span(0x17E0, 0x17E9)
    + _span(0x17F0, 0x17F9)
    + _span(0x19E0, 0x19FF)
    + "\u200b\u200c\u200d\u25cc"
)


@dataclass(frozen=True, kw_only=True)
class Face:
    """One font file: `weights` is the CSS range it serves, `axes` fixes a variable font's axes."""

    file: str
    family: str
    source: str
    weights: str
    text: str
    style: str = "normal"
    axes: tuple[tuple[str, int], ...] = ()

    @property
    def is_khmer(self) -> bool:
        """Whether the face comes from the Khmer package."""
        return bool(self.axes)


KHMER_SOURCE = "NotoSansKhmer[wdth,wght].ttf"
FACES = (
    Face(
        file="vi-400.woff2", family="Be Vietnam Pro", source="BeVietnamPro-Regular.ttf", weights="100 500", text=LATIN,
    ),
    Face(
        file="vi-600.woff2", family="Be Vietnam Pro", source="BeVietnamPro-SemiBold.ttf", weights="600 900", text=LATIN,
    ),
    Face(
        file="vi-italic.woff2", family="Be Vietnam Pro", source="BeVietnamPro-Italic.ttf", weights="100 900",
        text=LATIN, style="italic",
    ),
    Face(
        file="km-400.woff2", family="Khmer", source=KHMER_SOURCE, weights="100 500", text=KHMER,
        axes=(("wdth", 100), ("wght", 400)),
    ),
    Face(
        file="km-600.woff2", family="Khmer", source=KHMER_SOURCE, weights="600 900", text=KHMER,
        axes=(("wdth", 100), ("wght", 600)),
    ),
    Face(
        file="km-name.woff2", family="Khmer Name", source=KHMER_SOURCE, weights="100 900", text=KHMER_NAME,
        axes=(("wdth", 100), ("wght", 450)),
    ),
)  # fmt: skip

# Fallbacks that take the same room, so that nothing moves when the font arrives: family, local names, weights, and how
# much wider Be Vietnam Pro runs in Vietnamese text (tests/test_assets.py measures Arial's where a metric twin is
# installed; Roboto's are worked out from its letter widths).
FALLBACKS = (
    ("BVP Arial", ("Arial", "Liberation Sans"), "100 500", 1.08),
    ("BVP Arial", ("Arial Bold", "Liberation Sans Bold"), "600 900", 1.027),
    ("BVP Roboto", ("Roboto", "Roboto-Regular"), "100 500", 1.098),
    ("BVP Roboto", ("Roboto Bold", "Roboto-Bold"), "600 900", 1.06),
    ("BVP DejaVu", ("DejaVu Sans",), "100 500", 0.958),
    ("BVP DejaVu", ("DejaVu Sans Bold",), "600 900", 0.871),
)
ASCENT, DESCENT = 1.0, 0.265  # of Be Vietnam Pro, in em


def font_faces() -> str:
    """The `@font-face` rules, addresses relative to the style sheet."""
    return "".join([*map(_rule, FACES), *(_fallback(*fallback) for fallback in FALLBACKS)])


def _rule(face: Face) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-weight:{face.weights};font-display:swap;'
        f'src:url(fonts/{face.file}) format("woff2");unicode-range:{_ranges(face)}}}\n'
    )


def _ranges(face: Face) -> str:
    return "U+1780-17FF,U+19E0-19FF,U+200B-200D,U+25CC" if face.is_khmer else "U+20-24F,U+300-323,U+1E00-22FF,U+2713"


def _fallback(family: str, local: tuple[str, ...], weights: str, ratio: float) -> str:
    sources = ",".join(f'local("{name}")' for name in local)
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weights};src:{sources};size-adjust:{ratio:.1%};'
        f"ascent-override:{ASCENT / ratio:.1%};descent-override:{DESCENT / ratio:.1%};line-gap-override:0%}}\n"
    )


def build_fonts(*, target: Path) -> None:
    """Write all subsets to the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        _subset(face, target / face.file)


def _subset(face: Face, target: Path) -> None:
    from fontTools import subset  # noqa: PLC0415 - only where something is built
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font: Any = TTFont(source_of(face))
    if face.axes:
        from fontTools.varLib import instancer  # noqa: PLC0415

        font = instancer.instantiateVariableFont(font, dict(face.axes))
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["*"] if face.is_khmer else ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [1, 2]
    options.glyph_names = False
    options.drop_tables += ["DSIG", "STAT", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=face.text)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def source_of(face: Face) -> Path:
    """The whole font in its installed package. Raises FileNotFoundError without the package."""
    name = PACKAGES[1 if face.is_khmer else 0].replace("-", "_")
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"The font package {name} is not installed.")
    return Path(spec.origin).parent / "files" / face.source
