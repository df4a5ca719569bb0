"""Beside what is quoted stand the steps and the helpers of a published answer that rests on the same provision."""

from dataclasses import replace

import pytest
from django.test import Client

from luatgandan.features.library.models import Document
from luatgandan.foundation.modules.registry import PublishedAnswer

from ..pipeline.evidence import units_of
from ..pipeline.matching import Wanted
from ..pipeline.values import Unit
from ..queries import Asked, answer, told
from ..queries.official import as_official, guide_for, helpers_of
from ..services.asking import keep
from .lawbook import NOW, motorbikes

HELMET = PublishedAnswer(
    question="Chạy xe máy không đội mũ bảo hiểm thì sao?", answer="Bị phạt tiền.", url="/chu-de/xe/", signer="Sở",
    steps=("Nộp phạt trong 10 ngày.",), helpers=(("Công an phường", "Giải thích biên bản.", "113"),),
    cited=((1, "art_7__para_2__point_h"),), signed_on=NOW.date(),
)  # fmt: skip
ASKED = Wanted(tokens={"mu": 3.0, "bao": 2.0, "hiem": 2.0, "tre": 4.0})


def unit(eid: str) -> Unit:
    return next(one for one in units_of(motorbikes()) if one.eid == eid)


@pytest.mark.parametrize(
    ("eid", "cited", "guides"),
    [
        ("art_7__para_2__point_h", "art_7__para_2__point_h", True),
        ("art_7__para_2__point_h", "art_7__para_2", True),
        ("art_7__para_2", "art_7__para_2__point_h", True),
        ("art_7__para_2__point_b", "art_7__para_2__point_h", False),
        ("art_7__para_7", "art_7__para_77", False),
    ],
)
def test_an_answer_that_rests_on_the_same_provision_guides(eid: str, cited: str, guides: bool) -> None:
    known = replace(HELMET, cited=((1, cited),))
    assert guide_for(unit(eid), ASKED, [known]) == (known if guides else None)


def test_what_tells_little_of_the_question_or_has_no_steps_does_not() -> None:
    here, other = unit("art_7__para_2__point_h"), Wanted(tokens={"mu": 3.0, "tre": 4.0, "xuat": 3.0})
    assert guide_for(here, other, [HELMET]) is None
    assert guide_for(here, ASKED, [replace(HELMET, steps=())]) is None
    assert guide_for(here, ASKED, [replace(HELMET, cited=((2, "art_7"),))]) is None


def test_the_page_and_the_api_tell_what_to_do_and_who_helps(client: Client, ferry: Document) -> None:
    asked = Asked(text="khách qua đò người lớn trả bao nhiêu tiền", today=NOW.date())
    card = replace(answer(asked), guide=as_official(HELMET), helpers=helpers_of(HELMET))
    run = keep(card=card, at=NOW)
    page = client.get(run.get_absolute_url()).content.decode()
    quoted, todo, helps = (page.index(one) for one in ("law-quote__words", "Nộp phạt trong 10 ngày.", "tel:113"))
    assert quoted < todo < helps
    assert 'href="/chu-de/xe/"' in page
    assert told(run, today=NOW.date())["guide"]["steps"] == ["Nộp phạt trong 10 ngày."]
