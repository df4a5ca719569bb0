"""`luatgandan tune_marks --law FILE … --own FOLDER … --out FILE`: learns how words typed without marks are written."""

import json
import lzma
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.marks import learn, sentences

OWN = 20  # how much heavier the house's own plain words count than words of law
WRITTEN = (".toml", ".tsv", ".txt", ".html", ".md", ".po", ".py")
_MARKED = 3  # one word of so many has marks where a line is Vietnamese


class Command(BaseCommand):
    help = "Học cách viết có dấu từ văn bản luật và lời văn của chính phần mềm, ghi vào tệp .npz."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--law", type=Path, action="append", required=True, help="tệp .jsonl, .jsonl.xz; lặp lại được"
        )
        parser.add_argument(
            "--own", type=Path, action="append", required=True, help="thư mục lời văn thường ngày; lặp lại"
        )
        parser.add_argument("--pairs", type=int, default=150_000, help="số cặp từ giữ lại")
        parser.add_argument("--out", type=Path, required=True, help="ghi vào tệp này (.npz)")

    def handle(self, *args: Any, **options: Any) -> None:
        model = learn(self.read(options["law"], options["own"]), kept=options["pairs"])
        model.save(options["out"])
        self.stdout.write(f"Đã ghi {options['out']}: {len(model.words)} từ, {len(model.pairs)} cặp từ.")

    def read(self, files: list[Path], folders: list[Path]) -> Iterator[list[str]]:
        """The sentences of all texts, those of the house several times."""
        for folder in folders:
            for sentence in _own(folder):
                yield from [sentence] * OWN
        for path in files:
            for at, text in enumerate(_texts(path)):
                if at % 10_000 == 0:
                    self.stderr.write(f"{path.name}: {at} dòng")
                yield from sentences(text)


def _own(folder: Path) -> Iterator[list[str]]:
    """The Vietnamese lines of what lies in `folder`, tests left out."""
    for path in sorted(one for one in folder.rglob("*") if one.suffix in WRITTEN and "tests" not in one.parts):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from (words for words in sentences(line) if _is_vietnamese(words))


def _is_vietnamese(words: list[str]) -> bool:
    return _MARKED * sum(word != fold(word) for word in words) >= len(words)


def _texts(path: Path) -> Iterator[str]:
    """All texts of all rows of JSON lines."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as rows:
        for row in rows:
            yield from _strings(json.loads(row))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)
