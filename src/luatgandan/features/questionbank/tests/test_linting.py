"""What the linter finds, and what it leaves alone."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from luatgandan.features.library.models import ProvisionVersion
from luatgandan.features.library.tests.laws import stored_law
from luatgandan.lib.vietnamese.terms import closeness, rarity, terms_of, vector

from ..enums import Kind, Level
from ..formats.values import Content, choosing, counting, deciding, matching, ordering
from ..linting import Cited, Shelf, faults, lint, text_of
from ..linting.likeness import LIKE, MOST
from ..queries import basis_of
from ..queries.basis import cited
from .conftest import FERRY, TODAY

LAW = Cited(label="Điều 2 Luật Đò ngang", words="Người lớn qua đò trả 50.000 đồng.", is_in_force=True)


def codes(content: Content, **more: Any) -> set[str]:
    return {one.code for one in lint(content, **more)}


def test_a_good_question_is_left_alone() -> None:
    assert lint(FERRY, basis=[LAW]) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (replace(FERRY, key=()), "no-key"),
        (replace(FERRY, key=("lạ",)), "no-key"),
        (replace(FERRY, key=tuple(one.id for one in FERRY.options[:2])), "many-keys"),
        (replace(FERRY, stem=""), "stem"),
        (choosing(Kind.ONE, "Câu", ["A"], [0]), "options"),
        (choosing(Kind.ONE, "Câu", ["A", " a "], [0]), "same-options"),
        (choosing(Kind.ONE, "Câu", ["A", ""], [0]), "empty-option"),
        (choosing(Kind.SEVERAL, "Câu", ["A", "B"], [0, 1]), "all-keys"),
        (choosing(Kind.SEVERAL, "Câu", ["A", "B"], []), "no-key"),
        (replace(deciding("Câu", True), key=("true",)), "no-key"),
        (ordering("Câu", ["một", "hai"]), "options"),
        (replace(ordering("Câu", ["một", "hai", "ba"]), key=("x",)), "no-key"),
        (replace(matching("Câu", [("a", "1"), ("b", "2")]), key=("x>y",)), "no-key"),
        (matching("Câu", [("a", "1"), ("b", "1")]), "same-options"),
        (counting("Câu", "vài", "đồng"), "no-key"),
    ],
)
def test_what_cannot_be_answered_is_an_error(content: Content, code: str) -> None:
    found = faults(content)
    assert code in {one.code for one in found}
    assert {one.level for one in found} == {Level.ERROR}


@pytest.mark.parametrize(
    ("stem", "is_found"),
    [
        ("Hành vi nào sau đây không bị nghiêm cấm?", True),
        ("Hành vi nào sau đây KHÔNG bị nghiêm cấm?", False),
        ("Các giấy tờ sau cần có, ngoại trừ giấy nào?", True),
        ("Nhận định nào không đúng?", True),
        ("Người đi xe máy không đội mũ bảo hiểm bị phạt bao nhiêu?", False),
        ("Trẻ em có phải trả tiền qua đò không?", False),
        ("Thời hạn nào không quá 30 ngày?", False),
    ],
)
def test_questions_turned_round_must_be_marked(stem: str, is_found: bool) -> None:
    assert ("negative" in codes(replace(FERRY, stem=stem), basis=[LAW])) == is_found


@pytest.mark.parametrize(
    ("option", "is_found"),
    [
        ("Tất cả các đáp án trên", True),
        ("Cả 3 đáp án trên.", True),
        ("Cả A và B", True),
        ("A, B và C đều đúng", True),
        ("Phương án A và B đều đúng", True),
        ("Tất cả phương án trên đều đúng", True),
        ("Cả hai", True),
        ("Cả nước", False),
        ("Cả cha và mẹ", False),
        ("Tất cả người dân", False),
        ("A lô", False),
    ],
)
def test_options_about_other_options(option: str, is_found: bool) -> None:
    content = choosing(Kind.ONE, "Ai trả tiền?", ["50.000 đồng", option], [0], explanation="Vì luật.")
    assert ("all-of-them" in codes(content, basis=[LAW])) == is_found


def test_a_key_that_is_longest_by_far_gives_itself_away() -> None:
    long = choosing(Kind.ONE, "Ai?", ["Người lớn qua đò trả 50.000 đồng cho mỗi lượt", "Cá", "Chim"], [0])
    assert "length" in codes(long)
    assert "length" not in codes(replace(long, key=(long.options[1].id,)))
    even = choosing(Kind.ONE, "Ai?", ["Người lớn qua đò trả tiền", "Trẻ em qua đò trả tiền"], [0])
    assert "length" not in codes(even)


def test_the_key_must_stand_in_what_is_cited() -> None:
    other = replace(LAW, words="Người lớn qua đò trả 60.000 đồng.")
    assert codes(FERRY, basis=[other]) == {"numbers"}
    assert codes(FERRY, basis=[other, LAW]) == set()
    assert codes(FERRY, basis=[]) == {"no-basis"}
    assert codes(FERRY, basis=[replace(LAW, words="")]) == {"no-text"}
    assert codes(FERRY, basis=[replace(LAW, is_in_force=False)]) == {"not-in-force"}
    words = choosing(Kind.ONE, "Ai?", ["Ủy ban nhân dân cấp xã", "Công an"], [0], explanation="Luật.")
    assert codes(words, basis=[LAW]) == {"words"}
    assert codes(counting("Giá?", "50.000", "đồng", explanation="Luật."), basis=[LAW]) == set()
    assert codes(counting("Giá?", "50", "nghìn đồng", explanation="Luật."), basis=[LAW]) == set()
    assert codes(deciding("Vé là 70.000 đồng qua đò người lớn.", True, explanation="x"), basis=[LAW]) == {"numbers"}
    assert codes(deciding("Vé là 70.000 đồng.", False, explanation="x"), basis=[LAW]) == set()


def test_the_same_question_is_found_however_it_is_typed() -> None:
    shelf = Shelf([("do-001", text_of(FERRY)), ("do-002", "Ai được lái đò? Người có bằng")])
    upper = replace(FERRY, stem=FERRY.stem.upper(), options=FERRY.options[::-1])
    assert [(one.code, one.score) for one in shelf.like(text_of(upper))] == [("do-001", 1.0)]
    reworded = replace(FERRY, stem="Người lớn đi qua đò ngang trả bao nhiêu tiền vậy?")
    assert [one.code for one in shelf.like(text_of(reworded))] == ["do-001"]
    assert shelf.like("Thuế nhà đất nộp ở đâu?") == []
    levels = [one.level for one in lint(FERRY, basis=[LAW], alike=shelf.like(text_of(FERRY)))]
    assert levels == [Level.ERROR]


def test_every_text_is_like_itself_among_many() -> None:
    dice = random.Random("shelf")
    words = text_of(FERRY).split()
    texts = {f"q{number}": " ".join(dice.choices(words, k=12)) for number in range(400)}
    shelf = Shelf([])
    for code, text in texts.items():
        shelf.add(code, text)
    assert {code: text for code, text in texts.items() if code not in {one.code for one in shelf.like(text)}} == {}


def test_the_index_of_likeness_leaves_out_nothing_that_comparing_all_with_all_finds() -> None:
    """Only texts that share a telling term are compared: against 200 made-up ones, the plain way finds the same."""
    rng = random.Random(7)
    words = [f"{one}{two}" for one in "bcdghklmnt" for two in ("a", "o", "u", "inh", "ong", "anh")]
    bases = [[rng.choice(words) for _place in range(20)] for _base in range(10)]
    texts = [
        " ".join(rng.choice(words) if rng.random() < 0.12 else word for word in rng.choice(bases))
        for _one in range(200)
    ]
    known, asked = list(enumerate(texts[:120])), texts[120:]
    rare = rarity([terms_of(text) for _place, text in known])
    vectors = [(str(place), vector(terms_of(text), rare)) for place, text in known]
    shelf = Shelf((str(place), text) for place, text in known)
    for text in asked:
        mine = vector(terms_of(text), rare)
        scores = {code: score for code, other in vectors if (score := closeness(mine, other)) >= LIKE}
        plain = sorted(scores, key=lambda code: (-scores[code], code))[:MOST]
        found = shelf.like(text)
        assert [one.code for one in found] == plain or found[0].score == 1
    assert any(shelf.like(text) for text in asked)


@pytest.mark.django_db
@pytest.mark.parametrize("day", [TODAY, date(2024, 1, 1)])
def test_an_article_that_is_repealed_is_told_whatever_day_the_words_are_of(day: date) -> None:
    """The law itself stands; before its repeal, and beside it, nothing is told."""
    law, repealed = stored_law(), date(2025, 7, 1)
    old = ProvisionVersion.objects.get(provision__document=law, provision__eid="art_2")
    ProvisionVersion.objects.filter(pk=old.pk).update(valid_to=repealed)
    old.pk, old.valid_from, old.is_repealed = None, repealed, True
    old.save(force_insert=True)

    def told(eid: str, today: date) -> set[str]:
        return codes(FERRY, basis=cited(basis_of([(law.pk, eid)], day_of_law=day, today=today)))

    assert "not-in-force" in told("art_2", TODAY)
    assert "not-in-force" in told("art_2__para_1__point_a", TODAY)
    assert "not-in-force" not in told("art_2", date(2025, 6, 30)) | told("art_1", TODAY) | told("art_99", TODAY)
