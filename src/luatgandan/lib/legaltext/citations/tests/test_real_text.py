"""Citations in articles of the codification, labelled by eye."""

import json
import lzma
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from luatgandan.lib.legaltext.citations import Context, Place, find
from luatgandan.lib.legaltext.citations.tests.scoring import Score, rows

ROOT = Path(__file__).resolve().parents[6]
SHARED_DATA = Path(os.environ.get("LUATGANDAN_SHARED_DATA") or ROOT.parent / "shared" / "data")
CODIFICATION = SHARED_DATA / "laws" / "phapdien_articles.jsonl.xz"


@cache
def articles() -> dict[int, dict[str, Any]]:
    """The labelled rows of the codification."""
    wanted = {int(row["row"]) for row in rows("codification.tsv")}
    with lzma.open(CODIFICATION, "rt", encoding="utf-8") as lines:
        return {index: json.loads(line) for index, line in enumerate(lines) if index in wanted}


@pytest.mark.data
@pytest.mark.parametrize("sample", ["a", "b", "c"])
def test_real_articles_are_read_as_labelled(sample: str) -> None:
    if not CODIFICATION.is_file():
        pytest.skip("Không có dữ liệu luật (shared/data cạnh thư mục dự án, hoặc LUATGANDAN_SHARED_DATA).")
    score = Score()
    for row in rows("codification.tsv"):
        if row["sample"] == sample:
            article = articles()[int(row["row"])]
            context = Context(article["van_ban_loai"], article["van_ban_so"], Place(article=row["article"]))
            spans = [tuple(map(int, one.split("-"))) for one in row["windows"].split(",") if one]
            mentions = [
                one
                for one in find(article["noi_dung"], context)
                if not spans or any(start <= one.start and one.end <= end for start, end in spans)
            ]
            score.add(row["row"], row["expected"], mentions)

    assert score.right > 100
    assert score.precision >= 0.97, score.faults
    assert score.recall >= 0.95, score.faults
