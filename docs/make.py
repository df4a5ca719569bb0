"""`make docs`: writes the pages of docs/ that a program can write, and takes the screenshots of the README.

`--check` writes nothing and exits 1 when a page is not what would be written. `--texts` leaves the screenshots out.
"""

import argparse
import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]


def pages() -> dict[Path, str]:
    """Every page that a program writes, with the text it should have."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luatgandan.config.settings.test")
    django.setup()
    import openapi  # noqa: PLC0415 - needs Django set up
    import rooms  # noqa: PLC0415 - needs the registry, that is, Django set up
    import sbom  # noqa: PLC0415 - beside it
    import third_party  # noqa: PLC0415 - beside it

    return {page.PAGE: page.render() for page in (third_party, sbom, rooms, openapi)}


def outdated(texts: dict[Path, str]) -> list[Path]:
    """The pages that are missing or differ."""
    return [page for page, text in texts.items() if not page.exists() or page.read_text(encoding="utf-8") != text]


def main(arguments: list[str] | None = None) -> int:
    """Write or check; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is out of date")
    parser.add_argument("--texts", action="store_true", help="no screenshots")
    options = parser.parse_args(arguments)
    texts = pages()
    old = outdated(texts)
    if options.check:
        for page in old:
            print(f"{page.relative_to(ROOT)} is out of date. Run: make docs", file=sys.stderr)
        return 1 if old else 0
    for page in old:
        page.write_text(texts[page], encoding="utf-8")
        print(f"written: {page.relative_to(ROOT)}")
    if not options.texts:
        import screenshots  # noqa: PLC0415 - needs a browser

        screenshots.take_all()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
