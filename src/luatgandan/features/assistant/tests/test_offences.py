"""Fines: two offences in one question, and the points of the licence that another clause takes."""

from datetime import date

import pytest

from luatgandan.features.library.models import Document
from luatgandan.foundation.search.services import rebuild_index
from luatgandan.lib.legaltext.tree import Level, Node

from ..enums import Status
from ..pipeline.evidence import Article, units_of
from ..pipeline.offences import added, offences
from ..queries import Asked, answer
from .lawbook import motorbikes, node

TODAY = date(2026, 11, 22)
BOTH = "Xe máy vừa vượt đèn đỏ vừa không đội mũ bảo hiểm bị phạt bao nhiêu?"


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (BOTH, ("Xe máy vượt đèn đỏ bị phạt bao nhiêu?", "Xe máy không đội mũ bảo hiểm bị phạt bao nhiêu?")),
        ("Ô tô vượt đèn đỏ và chạy quá tốc độ 15 km/h phạt bao nhiêu",
         ("Ô tô vượt đèn đỏ phạt bao nhiêu", "Ô tô chạy quá tốc độ 15 km/h phạt bao nhiêu")),
        ("khong doi mu va vuot den do phat bao nhieu doi voi xe may",
         ("khong doi mu phat bao nhieu doi voi xe may", "vuot den do phat bao nhieu doi voi xe may")),
        ("Không có giấy đăng ký xe và giấy phép lái xe phạt bao nhiêu?", ()),
        ("Vừa đi làm vừa đi học có được nghỉ phép không?", ()),
        ("Không đội mũ bảo hiểm phạt bao nhiêu?", ()),
    ],
)  # fmt: skip
def test_two_offences_are_two_questions(question: str, parts: tuple[str, ...]) -> None:
    assert offences(question) == parts


def test_each_offence_is_answered_and_proven(traffic: Document) -> None:
    rebuild_index()
    card = answer(Asked(text=BOTH, today=TODAY))
    assert card.status == Status.ANSWERED_EXTRACTIVE
    assert [unit.eid for unit in card.units] == ["art_7__para_7__point_c", "art_7__para_2__point_h"]
    assert [one.is_proven for one in card.sentences] == [True, True]


def with_points() -> Article:
    article = motorbikes()
    lead = "Ngoài việc bị áp dụng hình thức xử phạt, người điều khiển xe còn bị trừ điểm giấy phép lái xe như sau:"
    taken = node(
        Level.CLAUSE, "13", "art_7__para_13", lead,
        node(Level.POINT, "a", "art_7__para_13__point_a",
             "Thực hiện hành vi quy định tại điểm b khoản 2; khoản 9 Điều này bị trừ 02 điểm;"),
        node(Level.POINT, "b", "art_7__para_13__point_b",
             "Thực hiện hành vi quy định tại điểm đ khoản 4; điểm a, điểm c khoản 7 Điều này bị trừ 04 điểm."),
    )  # fmt: skip
    tree = Node(level=Level.ARTICLE, number="7", eid="art_7", text="", children=(*article.node.children, taken))
    return Article(node=tree, unit=article.unit)


@pytest.mark.parametrize(
    ("eid", "beside"),
    [
        ("art_7__para_7__point_c", ["art_7__para_13__point_b"]),
        ("art_7__para_2__point_b", ["art_7__para_13__point_a"]),
        ("art_7__para_2__point_h", []),
        ("art_7__para_9", ["art_7__para_13__point_a"]),
    ],
)
def test_points_of_the_licence_stand_beside_the_fine(eid: str, beside: list[str]) -> None:
    article = with_points()
    unit = next(one for one in units_of(article) if one.eid == eid)
    assert [one.eid for one in added(article, unit)] == beside
