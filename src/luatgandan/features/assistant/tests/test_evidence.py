"""Choosing, quoting, marking and verifying, over a small decree."""

from dataclasses import replace
from datetime import date

import pytest

from luatgandan.foundation.search.pipeline.analysis import analyse
from luatgandan.foundation.search.pipeline.words import Glossary
from luatgandan.lib.legaltext.facts import Fact, facts, quoted
from luatgandan.lib.legaltext.tree import Level

from ..pipeline.evidence import KIND, Weighed, distinct, placed, proof, units_of, weigh
from ..pipeline.extracting import LONGEST, extract
from ..pipeline.facts import marks
from ..pipeline.matching import Wanted, wanted_of
from ..pipeline.values import MarkKind, Sentence, Unit
from ..pipeline.verifying import proven, verify
from .lawbook import FINE, motorbikes, node

TODAY = date(2026, 11, 22)


def wanted(text: str) -> Wanted:
    return wanted_of(analyse(text, glossary=Glossary.of(()), today=TODAY, language="vi"), lambda token: 1.0, said=text)


def unit(eid: str) -> Unit:
    return next(placed(one) for one in units_of(motorbikes()) if one.eid == eid)


@pytest.mark.parametrize(
    ("question", "eid"),
    [
        ("không đội mũ bảo hiểm phạt bao nhiêu tiền", "art_7__para_2__point_h"),
        ("khong doi mu bao hiem phat bao nhieu", "art_7__para_2__point_h"),
        ("Xe máy quá tốc độ từ 5 km/h đến dưới 10 km/h phạt bao nhiêu", "art_7__para_2__point_b"),
        ("không chấp hành hiệu lệnh đèn tín hiệu giao thông", "art_7__para_7__point_c"),
        ("thời hiệu xử phạt là bao lâu", "art_7__para_9"),
    ],
)
def test_the_unit_that_answers_comes_first(question: str, eid: str) -> None:
    best = weigh([motorbikes()], question, wanted(question), lambda token: 1.0)[0]
    assert best.unit.eid == eid
    assert best.covered > 0.6


@pytest.mark.parametrize(
    ("question", "tokens"),
    [
        ("Tụi tui nghe nói bữa trước ổng bị tai nạn, mai mốt đi tù mấy năm?", {"tai", "nan", "nam"}),
        ("Má tôi 76 tuổi được hưởng gì không", {"tuoi", "huong"}),
        ("Bảo hiểm xã hội phạm tội gì", {"bao", "hiem", "xa", "hoi", "pham", "toi"}),
        ("bao hiem may thang", {"hiem", "thang"}),
    ],
)
def test_story_words_and_own_numbers_are_not_what_is_asked_about(question: str, tokens: set[str]) -> None:
    assert set(wanted(question).tokens) == tokens


def weighed(**values: float) -> Weighed:
    known = {"score": 1.0, "covered": 0.5, "pairs": 0.0, "own": 0.5, "named": 0.0}
    return Weighed(unit=unit("art_7__para_9"), **{**known, **values})


def test_more_words_covered_prove_more_and_a_name_that_holds_them_less() -> None:
    short, long = Wanted(tokens={"mu": 1.0}), Wanted(tokens={"mu": 1.0, "bao": 1.0, "hiem": 1.0})
    assert proof([weighed()], short) < proof([weighed()], long)
    assert proof([weighed(covered=0.4)], long) < proof([weighed()], long)
    assert proof([weighed(named=0.5)], long) < proof([weighed()], long)
    assert proof([weighed(), weighed(score=0.9)], long) < proof([weighed(), weighed(score=0.2)], long)


def test_who_asks_what_a_word_means_gets_the_words_that_explain_it() -> None:
    told = "xe mô tô, xe gắn máy là phương tiện giao thông"
    tree, spoken = motorbikes().node, node(Level.CLAUSE, "1", "art_7__para_1", told)
    article = replace(motorbikes(), node=replace(tree, children=(*tree.children, spoken)))
    question = "Xe gắn máy là gì?"
    best = {one.unit.eid: one.score for one in weigh([article], question, wanted(question), lambda token: 1.0)}
    other = "xe gắn máy"
    plain = {one.unit.eid: one.score for one in weigh([article], other, wanted(other), lambda token: 1.0)}
    assert best["art_7__para_1"] - plain["art_7__para_1"] == pytest.approx(KIND)


def test_of_each_article_one_unit() -> None:
    rows = weigh([motorbikes(), motorbikes(score=0.5)], "mũ bảo hiểm", wanted("mũ bảo hiểm"), lambda token: 1.0)
    assert [one.unit.eid for one in distinct(rows, most=3)] == ["art_7__para_2__point_h"]


def test_the_better_document_comes_first() -> None:
    article = motorbikes(document_score=0.2)
    other = replace(article, unit=replace(article.unit, document=2), document_score=0.9)
    rows = weigh([article, other], "mũ bảo hiểm", wanted("mũ bảo hiểm"), lambda token: 1.0)
    assert [one.unit.document for one in distinct(rows, most=3)] == [2, 1]


def test_a_point_is_quoted_with_its_lead() -> None:
    said = extract(unit("art_7__para_2__point_h"))
    assert said.text.splitlines() == [
        f"2. {FINE.format('400.000', '600.000')}",
        "h) Không đội mũ bảo hiểm, trừ trường hợp chở người bệnh đi cấp cứu;",
    ]
    assert [(said.text[one.start : one.end], one.kind) for one in said.marks] == [
        ("từ 400.000 đồng đến 600.000 đồng", MarkKind.AMOUNT),
        ("trừ trường hợp chở người bệnh đi cấp cứu", MarkKind.CONDITION),
    ]


def test_a_unit_knows_its_address() -> None:
    one = unit("art_7__para_2__point_h")
    assert (one.label, one.url) == ("điểm h khoản 2 Điều 7", "/van-ban/nd-1-2026-nd-cp/dieu-7/khoan-2/diem-h/")


def test_long_units_are_cut_where_a_sentence_ends() -> None:
    said = extract(replace(unit("art_7__para_9"), words="Một câu dài của luật. " * 100))
    assert len(said.text) <= LONGEST + 4
    assert said.text.endswith("của luật. […]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 triệu đồng", {Fact("number", "2000000")}),
        ("hai triệu đồng", {Fact("number", "2000000")}),
        ("2.000.000 đồng", {Fact("number", "2000000")}),
        ("khoản 3 Điều 6 Nghị định 168/2024/NĐ-CP",
         {Fact("khoản", "3"), Fact("điều", "6"), Fact("document", "168/2024/NĐ-CP")}),
        ("điểm đ, trong 05 ngày", {Fact("điểm", "đ"), Fact("number", "5")}),
        ("0,25 miligam", {Fact("number", "0.25")}),
        ("năm nay tôi mua nhà", set()),
    ],
)  # fmt: skip
def test_facts(text: str, expected: set[Fact]) -> None:
    assert facts(text) == expected


def test_marks_do_not_overlap() -> None:
    text = "Người từ đủ 16 tuổi bị phạt 20% trong thời hạn 10 ngày, nếu tái phạm"
    found = [text[one.start : one.end] for one in marks(text)]
    assert found == ["từ đủ 16 tuổi", "20%", "trong thời hạn 10 ngày", "nếu tái phạm"]


def test_quotations() -> None:
    assert quoted('Luật viết “phải đội mũ” và "cài quai".') == ["phải đội mũ", "cài quai"]


def _checked(text: str, *evidence: str, state: str = "in_force", is_quote: bool = False) -> dict[str, bool]:
    known = {one.id: replace(one, state=state) for one in units_of(motorbikes())}
    said = verify(Sentence(text=text, evidence=evidence, is_quote=is_quote), known)
    return {one.name: one.is_passed for one in said.checks}


HELMET = "1/art_7__para_2__point_h"


def test_a_true_sentence_passes() -> None:
    text = "Không đội mũ bảo hiểm bị phạt từ 400.000 đồng đến 600.000 đồng (khoản 2 Điều 7 Nghị định 1/2026/NĐ-CP)."
    assert _checked(text, HELMET) == dict.fromkeys(("evidence", "clean", "in_force", "quote", "facts", "support"), True)


@pytest.mark.parametrize(
    ("text", "evidence", "failed"),
    [
        ("Bị phạt 800.000 đồng.", (HELMET,), "facts"),
        ("Bị phạt theo khoản 9 Điều 7.", (HELMET,), "facts"),
        ("Bị phạt theo Nghị định 2/2026/NĐ-CP.", (HELMET,), "facts"),
        ("Luật viết “được miễn phạt lần đầu”.", (HELMET,), "quote"),
        ("Bị phạt từ 400.000 đồng.", ("1/art_99",), "evidence facts"),
        ("Bị phạt từ 400.000 đồng.", (), "evidence facts"),
        ("Bị phạt từ 400.000 đồng.", (HELMET, "7/art_1"), "evidence"),
        ("Bị phạt ba trăm đồng.", (HELMET,), "facts"),
    ],
)
def test_a_false_sentence_fails(text: str, evidence: tuple[str, ...], failed: str) -> None:
    found = _checked(text, *evidence)
    assert [name for name in ("evidence", "in_force", "quote", "facts") if not found[name]] == failed.split()


@pytest.mark.parametrize(
    "text",
    [
        "Không đội mũ bảo hiểm được miễn phạt.",
        "Hỏi ông Minh để được giúp.",
        "Ai cũng nên mua nhà ở trung tâm thành phố.",
    ],
)
def test_words_that_the_law_does_not_say_fail(text: str) -> None:
    assert not _checked(text, HELMET)["support"]


def test_what_is_no_longer_law_proves_nothing() -> None:
    assert not _checked("Bị phạt từ 400.000 đồng.", HELMET, state="expired")["in_force"]


def test_every_quotation_of_every_unit_is_proven() -> None:
    known = {one.id: one for one in units_of(motorbikes())}
    said = [extract(one) for one in known.values()]
    assert len(proven(said, known)) == len(said) == 7


def test_articles_of_an_annex_are_places_of_their_own() -> None:
    here, beside = replace(unit("art_7"), eid="att_1__art_3__para_2"), replace(unit("art_7"), eid="att_1__art_4")
    assert here.place == (here.document, "att_1__art_3")
    assert beside.place != here.place
