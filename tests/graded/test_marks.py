"""Marks put back on everyday words that were typed with them: the model has not seen these queries."""

import re

from luatgandan.lib.vietnamese import clean, fold
from luatgandan.lib.vietnamese.marks import packaged
from luatgandan.lib.vietnamese.tones import one_spelling

from .grading import read_queries

DECIDED, RIGHT = 0.70, 0.83  # of all words; of those decided. Reached: `pytest -s` prints it


def test_marks_are_put_back_where_they_are_sure() -> None:
    texts = [[one_spelling(word) for word in re.findall(r"[^\W_]+", clean(one.text).lower())] for one in read_queries()]
    marked = [words for words in texts if words != [*map(fold, words)]]
    given = [packaged().put([*map(fold, words)]) for words in marked]
    rows = [row for words, put in zip(marked, given, strict=True) for row in zip(words, put, strict=True)]
    decided = [(word, one) for word, one in rows if one is not None]
    right = sum(word == one for word, one in decided) / len(decided)
    print(f"\nmarks: {len(decided) / len(rows):.3f} of {len(rows)} words decided, {right:.3f} of these right")
    assert len(decided) / len(rows) > DECIDED
    assert right > RIGHT
