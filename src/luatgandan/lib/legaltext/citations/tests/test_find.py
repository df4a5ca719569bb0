"""Citations in running text: hand labels, exact offsets, short names, hostile input."""

import time
import unicodedata
from datetime import date

import pytest

from luatgandan.lib.legaltext.citations import Context, Names, Place, find, read
from luatgandan.lib.legaltext.citations.tests.scoring import Score, rows

CONTEXTS = {
    "N": Context(kind="Nghị định", place=Place(article="9", clause="2")),
    "L": Context(kind="Luật", place=Place(article="15")),
    "T": Context(kind="Thông tư", place=Place(article="4", clause="1", point="b")),
    "A": Context(kind="Quyết định", place=Place(annex="1", article="7", clause="3")),
    "D": Context(kind="Luật", place=Place(article="15"), issued_on=date(2022, 6, 1)),
    "K": Context(kind="Kế hoạch"),
    "Q": Context(),
}


def eids(text: str, context: Context = CONTEXTS["N"]) -> list[list[str]]:
    return [[place.eid for place in mention.places] for mention in find(text, context)]


def test_own_sentences_are_read_as_labelled() -> None:
    score = Score()
    for row in rows("sentences.tsv"):
        score.add(row["text"], row["expected"], find(row["text"].replace("\\n", "\n"), CONTEXTS[row["context"]]))

    assert score.right + score.missed >= 300
    assert score.precision >= 0.97, score.faults
    assert score.recall >= 0.95, score.faults


@pytest.mark.parametrize("row", rows("sentences.tsv"), ids=lambda row: row["text"][:40])
def test_offsets_are_exact_and_never_overlap(row: dict[str, str]) -> None:
    text = row["text"].replace("\\n", "\n")

    mentions = find(text, CONTEXTS[row["context"]])

    assert [mention.text for mention in mentions] == [text[mention.start : mention.end] for mention in mentions]
    ends = [0, *(mention.end for mention in mentions)]
    assert all(mention.start >= end for mention, end in zip(mentions, ends, strict=False))
    assert all(len(mention.places) == len(mention.spans) for mention in mentions)
    assert all(mention.start <= first < last <= mention.end for mention in mentions for first, last in mention.spans)


def test_each_unit_has_its_own_piece_of_text() -> None:
    text = "quy định tại các điểm a, b và đ khoản 2 Điều 5 Nghị định này"

    (mention,) = find(text, CONTEXTS["N"])

    assert [text[start:end] for start, end in mention.spans] == ["điểm a", "b", "đ khoản 2 Điều 5"]
    assert [place.eid for place in mention.places] == [
        "art_5__para_2__point_a",
        "art_5__para_2__point_b",
        "art_5__para_2__point_dd",
    ]


def test_decomposed_text_gives_offsets_of_the_text_as_given() -> None:
    text = unicodedata.normalize("NFD", "Theo khoản 2 Điều 5 Luật Đất đai số 31/2024/QH15 thì được.")

    (mention,) = find(text, CONTEXTS["N"])

    assert mention.document.number == "31/2024/QH15"
    assert (
        unicodedata.normalize("NFC", text[mention.start : mention.end]) == "khoản 2 Điều 5 Luật Đất đai số 31/2024/QH15"
    )


def test_the_text_tells_which_documents_amended_the_one_cited() -> None:
    text = "Luật số 15/2003/QH11 được sửa đổi, bổ sung một số điều theo Luật số 47/2005/QH11 và Luật số 39/2013/QH13"

    base, *others = find(text, CONTEXTS["N"])

    assert base.document.amended_by == ("47/2005/QH11", "39/2013/QH13")
    assert [mention.document.number for mention in others] == ["47/2005/QH11", "39/2013/QH13"]


def test_date_and_issuer_of_a_document_are_kept() -> None:
    (mention,) = find("Nghị định số 168/2024/NĐ-CP ngày 26 tháng 12 năm 2024 của Chính phủ quy định", CONTEXTS["N"])

    assert mention.document.issued_on == date(2024, 12, 26)
    assert mention.document.issuer == "Chính phủ"
    assert mention.text.endswith("của Chính phủ")


def test_short_names_hold_for_the_texts_after() -> None:
    first = "theo Luật Đất đai số 31/2024/QH15 (sau đây gọi là Luật Đất đai)"
    _, names = read(first, CONTEXTS["N"])

    (mention,) = find("Điều 9 Luật Đất đai", CONTEXTS["N"].knowing(names))

    assert mention.document.number == "31/2024/QH15"


def test_a_law_cited_by_name_is_the_one_of_its_time_or_none() -> None:
    context = Context(kind="Nghị định", issued_on=date(2015, 3, 1))

    (old,) = find("theo Luật Đất đai", context)
    (unsure,) = find("theo Luật Đất đai", Context(kind="Nghị định"))

    assert old.document.number == "45/2013/QH13"
    assert unsure.document.number == ""
    assert unsure.document.candidates == ("13/2003/QH11", "45/2013/QH13", "31/2024/QH15")


def test_a_caller_brings_own_titles() -> None:
    names = Names({"Luật Khai thác không gian vũ trụ": ["99/2030/QH17"]})

    (mention,) = find("Điều 3 Luật Khai thác không gian vũ trụ năm 2030", Context(kind="Luật", names=names))

    assert mention.document.number == "99/2030/QH17"


def test_a_range_that_cannot_be_counted_out_stays_a_range() -> None:
    assert eids("từ Điều 1 đến Điều 99999 Nghị định này")[0] == ["art_1"]
    (mention,) = find("từ Điều 12a đến Điều 15 Nghị định này", CONTEXTS["N"])
    assert mention.places == (Place(article="12a", through="15"),)


@pytest.mark.parametrize(
    "text",
    [
        "Điều 1." * 20_000,
        "Điều 1.\n" * 20_000,
        "khoản 1, " * 20_000 + "Điều 2",
        "khoản " + "1, " * 30_000 + "các Điều " + "2, " * 30_000,
        "điểm a khoản 1 Điều 2 và " * 10_000,
        "khoản " * 50_000,
        "Luật " + "a" * 200_000,
        "Luật Luật Luật " * 20_000,
        "1/" * 200_000,
        "sau đây gọi là " * 20_000,
        "(sau đây gọi là Luật A" * 10_000,
        "từ Điều 1 đến " * 20_000,
        " " * 1_000_000,
        "Điều 5" + " " * 500_000 + "Luật Đất đai",
        "168/2024/" + "NĐ-" * 200_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    began = time.process_time()

    find(text, CONTEXTS["N"])

    assert time.process_time() - began < 10
