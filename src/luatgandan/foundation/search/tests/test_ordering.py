"""The order readers see, of what ranking has rated."""

from datetime import date

import pytest

from luatgandan.backends.search.base import Candidate, Details, Entry, Found
from luatgandan.backends.search.words import Words, token_rows
from luatgandan.foundation.search.pipeline.values import QueryAnalysis
from luatgandan.foundation.search.queries.jumping import Named
from luatgandan.foundation.search.queries.ordering import ordered
from luatgandan.foundation.search.ranking import Ranked

ENDED_ON = date(2025, 1, 1)


def rated(key: str, score: float, ended_on: date = date.max) -> Ranked:
    details: Details = Entry(id=key, group=key, fields={})
    numbers = {"ended_on": ended_on.toordinal()}
    return Ranked(Candidate(f"{key}#0", key, "article", score, numbers, details), score)


@pytest.mark.parametrize(
    ("text", "day", "document", "first"),
    [
        ("nồng độ cồn", ENDED_ON, "", "stands"),
        ("nồng độ cồn", date(2024, 12, 31), "", "ended"),
        ("nồng độ cồn trước 1/1/2025", ENDED_ON, "", "ended"),
        ("nghị định 100 nồng độ cồn", ENDED_ON, "100/2019/nd-cp", "ended"),
    ],
)
def test_law_that_has_ended_steps_back_unless_its_time_or_a_document_is_named(
    text: str, day: date, document: str, first: str
) -> None:
    rows = [rated("ended", 1.0, ENDED_ON), rated("stands", 0.8), rated("other", 0.0)]
    found = Found(candidates=tuple(one.candidate for one in rows), total=3, tokens=token_rows([], Words()))
    analysis = QueryAnalysis(text=text, document=document)

    seen = ordered(rows, found, analysis, Named(), day=day, is_grouped=True)

    assert seen.rows[0].candidate.group == first


def test_law_found_by_what_people_ask_stands_behind_what_says_it_itself() -> None:
    by_asking = rated("asked", 1.0)
    by_asking = Ranked(by_asking.candidate._replace(id="asked#asked0"), 1.0)
    rows = [by_asking, rated("own", 0.8), rated("other", 0.0)]
    found = Found(candidates=tuple(one.candidate for one in rows), total=3, tokens=token_rows([], Words()))
    seen = ordered(rows, found, QueryAnalysis(text="trễ đò"), Named(), day=ENDED_ON, is_grouped=True)
    assert [one.candidate.group for one in seen.rows] == ["own", "asked", "other"]
