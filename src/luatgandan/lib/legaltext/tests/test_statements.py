"""What documents state: effect, bases, replaced and repealed documents, what they detail."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from luatgandan.lib.legaltext.statements import (
    Effect,
    RelationKind,
    Statement,
    effective_days,
    read_statements,
)
from luatgandan.lib.legaltext.structure import parse_article_body
from luatgandan.lib.legaltext.tree import Header, Parsed

SIGNED = date(2025, 6, 15)


def parsed(text: str, heading: str = "Hiệu lực thi hành", title: str = "", bases: tuple[str, ...] = ()) -> Parsed:
    header = Header(kind="Nghị định", number="50/2025/NĐ-CP", issued_on=SIGNED, title=title, bases=bases)
    return Parsed(header=header, body=(parse_article_body(text, "9", heading=heading),))


def relations(document: Parsed) -> list[tuple[str, str, list[str]]]:
    found = [one for one in read_statements(document) if isinstance(one.kind, RelationKind)]
    return [(one.kind.value, one.document.label, [place.eid for place in one.places]) for one in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.", date(2025, 7, 1)),
        ("Nghị định này có hiệu lực kể từ ngày 01/8/2025.", date(2025, 8, 1)),
        ("Nghị định này có hiệu lực thi hành kể từ ngày ký ban hành.", SIGNED),
        ("Nghị định này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký.", date(2025, 7, 30)),
        ("Nghị định này có hiệu lực thi hành sau 45 (bốn mươi lăm) ngày kể từ ngày ký ban hành.", date(2025, 7, 30)),
        (
            "Nghị định này thay thế Nghị định số 1/2010/NĐ-CP và có hiệu lực từ ngày 01 tháng 9 năm 2025.",
            date(2025, 9, 1),
        ),
        ("Nghị định này có hiệu lực thi hành sau 15 ngày, kể từ ngày đăng Công báo.", None),
        ("Hợp đồng có hiệu lực từ ngày 01 tháng 7 năm 2025.", None),
        ("Giấy phép cấp trước ngày Nghị định này có hiệu lực thi hành thì tiếp tục dùng.", None),
        ("Nghị định số 1/2010/NĐ-CP có hiệu lực từ ngày 01 tháng 7 năm 2010.", None),
        ("Nghị định này có hiệu lực thi hành từ ngày 31 tháng 02 năm 2025.", None),
    ],
)
def test_the_day_a_document_takes_effect(text: str, day: date | None) -> None:
    assert effective_days(read_statements(parsed(text))).general == day


def test_some_units_take_effect_on_another_day() -> None:
    text = (
        "1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025, trừ quy định tại khoản 2 Điều này.\n"
        "2. Điều 5 và khoản 2 Điều 6 của Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026."
    )

    days = effective_days(read_statements(parsed(text)))

    assert days.of("art_1") == date(2025, 7, 1)
    assert days.of("art_5__para_3") == date(2026, 1, 1)
    assert days.of("art_6__para_2__point_a") == date(2026, 1, 1)
    assert days.of("art_6__para_20") == date(2025, 7, 1)


def test_a_document_states_its_own_end() -> None:
    text = "Nghị định này có hiệu lực từ ngày ký và hết hiệu lực. Nghị định này hết hiệu lực kể từ ngày 31/12/2026."

    found = [one for one in read_statements(parsed(text)) if one.kind is Effect.EXPIRES]

    assert [one.effective_on for one in found] == [date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nghị định này thay thế Nghị định số 1/2010/NĐ-CP ngày 01 tháng 02 năm 2010 của Chính phủ quy định chi "
            "tiết Luật Đất đai và Nghị định số 2/2011/NĐ-CP sửa đổi một số điều của Nghị định số 1/2010/NĐ-CP.",
            [("replaces", "1/2010/NĐ-CP", []), ("replaces", "2/2011/NĐ-CP", [])],
        ),
        (
            "Bãi bỏ khoản 2 Điều 5 và Điều 7 Nghị định số 3/2012/NĐ-CP, Thông tư số 4/2013/TT-BTC.",
            [("abrogates", "3/2012/NĐ-CP", ["art_5__para_2", "art_7"]), ("abrogates", "4/2013/TT-BTC", [])],
        ),
        (
            "Nghị định số 5/2014/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.",
            [("abrogates", "5/2014/NĐ-CP", [])],
        ),
        (
            "Kể từ ngày Nghị định này có hiệu lực, các văn bản sau đây hết hiệu lực:\na) Nghị định số 6/2015/NĐ-CP;\n"
            "b) Điều 3 Nghị định số 7/2016/NĐ-CP của Chính phủ.",
            [("abrogates", "6/2015/NĐ-CP", []), ("abrogates", "7/2016/NĐ-CP", ["art_3"])],
        ),
        (
            "Nghị định này quy định chi tiết khoản 4 Điều 12 và Điều 20 của Luật Căn cước số 26/2023/QH15.",
            [("details_and_guides", "26/2023/QH15", ["art_12__para_4", "art_20"])],
        ),
        ("Nghị định này hướng dẫn thi hành Luật Hộ tịch số 60/2014/QH13.", [("guides", "60/2014/QH13", [])]),
        ("Bãi bỏ một số điều của Nghị định số 8/2017/NĐ-CP.", [("amends", "8/2017/NĐ-CP", [])]),
        ("Ngưng hiệu lực Điều 3 Nghị định số 9/2018/NĐ-CP.", [("temporarily_suspends", "9/2018/NĐ-CP", ["art_3"])]),
        ("Đính chính Nghị định số 9/2018/NĐ-CP như sau.", [("corrects", "9/2018/NĐ-CP", [])]),
        ("Văn bản dẫn chiếu được thay thế thì theo văn bản mới. Việc thay thế Giấy phép theo Điều 5.", []),
        ("Chủ tịch Ủy ban nhân dân các tỉnh thực hiện theo Nghị định số 9/2018/NĐ-CP.", []),
    ],
)
def test_relations_are_read_from_sentences(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert relations(parsed(text)) == expected


def test_bases_and_title() -> None:
    bases = (
        "Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15",
        "Căn cứ Luật Bảo hiểm y tế số 25/2008/QH12 được sửa đổi, bổ sung một số điều theo Luật số 51/2024/QH15",
        "Theo đề nghị của Bộ trưởng Bộ Y tế",
    )

    document = parsed(
        "Nội dung.", title="Quy định chi tiết và hướng dẫn thi hành một số điều của Luật Bảo hiểm y tế", bases=bases
    )

    assert relations(document) == [
        ("details_and_guides", "25/2008/QH12", []),
        ("based_on", "63/2025/QH15", []),
        ("based_on", "25/2008/QH12", []),
    ]
    assert read_statements(document)[2].document.amended_by == ("51/2024/QH15",)


def test_what_ends_another_document_does_so_when_this_one_takes_effect_unless_it_says_otherwise() -> None:
    text = (
        "1. Nghị định này có hiệu lực từ ngày 01/7/2025.\n2. Nghị định này thay thế Nghị định số 1/2010/NĐ-CP.\n"
        "3. Các văn bản sau đây hết hiệu lực kể từ ngày 01 tháng 01 năm 2026:\na) Nghị định số 2/2011/NĐ-CP."
    )

    def day(number: str) -> date | None:
        found: list[Statement] = [one for one in read_statements(parsed(text)) if one.document.number == number]
        return found[0].effective_on

    assert (day("1/2010/NĐ-CP"), day("2/2011/NĐ-CP")) == (date(2025, 7, 1), date(2026, 1, 1))


# --- sentences of real documents, labelled by eye ------------------------------------------------------------------
LABELS = Path(__file__).parent / "labels" / "statements.tsv"
ENDS = (RelationKind.ABROGATES, RelationKind.REPLACES)
SURE = 0.9  # what the library believes without an officer


@dataclass(frozen=True)
class Ends:
    """Whole documents that labelled sentences end: how many there are, are found, are found for sure and rightly so."""

    labelled: int
    found: int
    sure: int
    right: int
    faults: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.sure

    @property
    def recall(self) -> float:
        return self.found / self.labelled


def read_labels() -> Ends:
    """The labels against what is read."""
    labelled = found = sure = right = 0
    faults = []
    for line in LABELS.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, truth, text = line.split("\t")
        expected = set() if truth == "-" else set(truth.split(" | "))
        header = Header(kind=kind, number="1/2000/X", issued_on=SIGNED)
        body = (parse_article_body(text, "9", heading="Hiệu lực thi hành"),)
        ends = [one for one in read_statements(Parsed(header=header, body=body)) if one.kind in ENDS and not one.places]
        told = {f"{one.kind.value} {one.document.label}": one.confidence >= SURE for one in ends}
        wrong = {name for name, is_sure in told.items() if is_sure} - expected
        labelled, found = labelled + len(expected), found + len(expected & set(told))
        sure, right = sure + sum(told.values()), right + sum(told.values()) - len(wrong)
        faults += [f"{text[:60]}: sai {sorted(wrong)}, thiếu {sorted(expected - set(told))}"] if (
            wrong or expected - set(told)) else []  # fmt: skip
    return Ends(labelled, found, sure, right, tuple(faults))


def test_long_sentences_end_what_they_say_and_nothing_else() -> None:
    ends = read_labels()

    assert (ends.precision, ends.recall, ends.faults) == (1.0, 1.0, ())
