"""Search on the labelled sets: quality with and without marks, speed, size and memory, and SQLite FTS5 beside it.

The packaged profile was learnt from these same questions, so its quality here is flattering; the honest figures are
those of `tune_search --folds`. Needs the shared data beside the project (or LUATGANDAN_SHARED_DATA).
"""

import json
import subprocess
import sys

from .library import shared_data
from .pages import say

SETS = {
    "dsc": ("dsc_corpus.jsonl.xz", "dsc_questions.jsonl"),
    "alqac2024": ("alqac2024_corpus.jsonl", "alqac2024_questions.jsonl"),
}
FORMS = {"typed": ("--baseline", "fts5"), "without_marks": ("--no-marks",)}


def run() -> dict[str, object]:
    """Both sets, as typed with the baseline and without marks."""
    data = shared_data()
    if data is None:
        return {"skipped": "Không có dữ liệu (shared/data cạnh thư mục dự án, hoặc LUATGANDAN_SHARED_DATA)."}
    results: dict[str, object] = {}
    for name, (corpus, questions) in SETS.items():
        for form, options in FORMS.items():
            say(f"  search: {name} {form}")
            files = ["--corpus", str(data / "search" / corpus), "--questions", str(data / "search" / questions)]
            command = [sys.executable, "-m", "luatgandan", "evaluate_search", *files, *options, "--json"]
            found = subprocess.run(command, check=True, capture_output=True, text=True)
            results[f"{name}_{form}"] = json.loads(found.stdout)
    return results
