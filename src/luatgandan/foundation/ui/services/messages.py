"""Translations: catalogues people edit (.po) compiled to what gettext reads (.mo), without GNU gettext installed."""

from pathlib import Path


def catalogues(package: Path) -> list[Path]:
    """All catalogues of the package, in a fixed order."""
    return sorted(package.rglob("locale/*/LC_MESSAGES/*.po"))


def compile_messages(*, package: Path) -> int:
    """Write a .mo beside every .po; returns how many were written."""
    import polib  # noqa: PLC0415 - only where something is built

    for path in catalogues(package):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return len(catalogues(package))
