"""Search on the labelled sets: quality with and without marks, speed, size and memory, and SQLite FTS5 beside it.

The packaged profile was learnt from these same questions, so its quality here is flattering; the honest figures are
those of `tune_search --folds`. `dsc_part` is as much of the large set as makes some 180,000 passages: what a province's
library holds. Needs the shared data beside the project (or LUATGANDAN_SHARED_DATA).
"""

import json
import lzma
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from .library import shared_data
from .pages import say

SETS = {
    "dsc": ("dsc_corpus.jsonl.xz", "dsc_questions.jsonl"),
    "alqac2024": ("alqac2024_corpus.jsonl", "alqac2024_questions.jsonl"),
}
FORMS = {"typed": ("--baseline", "fts5"), "without_marks": ("--no-marks",)}
PART_ROWS, PART_QUESTIONS = 4760, 1000


def run() -> dict[str, object]:
    """Both sets, as typed with the baseline and without marks; and a part of the large one."""
    data = shared_data()
    if data is None:
        return {"skipped": "Không có dữ liệu (shared/data cạnh thư mục dự án, hoặc LUATGANDAN_SHARED_DATA)."}
    results: dict[str, object] = {"dsc_part": part(data / "search")}
    for name, files in SETS.items():
        for form, options in FORMS.items():
            say(f"  search: {name} {form}")
            results[f"{name}_{form}"] = evaluated(*(data / "search" / file for file in files), *options)
    return results


def part(data: Path) -> dict[str, object]:
    """The first rows of the large set, asked the first questions that they answer."""
    say("  search: dsc_part")
    corpus, questions = SETS["dsc"]
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder:
        rows, asked = Path(folder) / "corpus.jsonl", Path(folder) / "questions.jsonl"
        with lzma.open(data / corpus, "rt", encoding="utf-8") as lines:
            rows.write_text("".join(islice(lines, PART_ROWS)), encoding="utf-8")
        known = {str(json.loads(line)["id"]) for line in rows.open(encoding="utf-8")}
        with (data / questions).open(encoding="utf-8") as lines:
            answered = (line for line in lines if set(map(str, json.loads(line)["relevant"])) <= known)
            asked.write_text("".join(islice(answered, PART_QUESTIONS)), encoding="utf-8")
        return evaluated(rows, asked)


def evaluated(corpus: Path, questions: Path, *options: str) -> dict[str, object]:
    """What `evaluate_search` prints."""
    files = ["--corpus", str(corpus), "--questions", str(questions)]
    command = [sys.executable, "-m", "luatgandan", "evaluate_search", *files, *options, "--json"]
    found: dict[str, object] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found
