"""How well personal data are found: on marked sentences of our own, and on published texts (false alarms).

First run of set B, written before the program saw it: 44 of 44 names, 31 of 31 numbers and addresses, no false alarm.
First run of set C, harder on purpose: 22 of 26 names, 16 of 17 others, 2 false alarms; what it showed was then mended,
but for two names without title or family name ("Tuấn Kiệt nhắn tin"), which nothing in the sentence gives away.
All three sets are by the hand that wrote the program, so real files will fare worse; a person confirms every file.
"""

import json
import unicodedata
from pathlib import Path

from luatgandan.lib.files import read_file
from luatgandan.lib.privacy import Find, find_personal_data
from luatgandan.lib.privacy.tests import marked


def measure(data: Path) -> dict[str, object]:
    """Figures of the marked sets, and finds per published file under `data` (shared data)."""
    return {
        "marked": {name.removesuffix(".txt"): _score(name) for name in marked.SETS},
        "published": {path.name: _published(path) for path in _files(data)},
        "answers": _answers(data / "assistant" / "dsc_answers.jsonl"),
    }


def _score(name: str) -> dict[str, object]:
    score = marked.score(name)
    return {
        "names": score.names,
        "numbers_and_addresses": score.others,
        "name_recall": round(score.name_recall, 4),
        "number_recall": round(score.other_recall, 4),
        "precision": round(score.precision, 4),
        "missed": score.missed_names + score.missed_others,
        "false": score.false,
    }


def _files(data: Path) -> list[Path]:
    folder = data / "files"
    return sorted([*folder.glob("judgment_pdf/*.pdf"), *folder.glob("precedents_md/an-le-*.md")])


def _published(path: Path) -> dict[str, object]:
    """Anonymised and published already: a find that is not an official's name is a false alarm or left by the court."""
    finds = find_personal_data(unicodedata.normalize("NFC", read_file(path.read_bytes(), path.name).text))
    return {
        "officials": sorted({find.text for find in finds if find.is_public}),
        "to_replace": [f"{find.kind}: {find.text}" for find in finds if not find.is_public],
    }


def _answers(path: Path) -> dict[str, object]:
    """Experts' answers that name nobody: every find is a false alarm."""
    if not path.exists():
        return {}
    texts = [json.loads(line)["answer"] for line in path.read_text(encoding="utf-8").splitlines()]
    finds: list[Find] = [find for text in texts for find in find_personal_data(unicodedata.normalize("NFC", text))]
    letters = sum(map(len, texts))
    return {"answers": len(texts), "letters": letters, "false": [f"{find.kind}: {find.text}" for find in finds]}
