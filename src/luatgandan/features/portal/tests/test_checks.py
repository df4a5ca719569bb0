"""The content checker: planted faults are caught; our own starter content has none."""

import json
import lzma
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from luatgandan.features.library.services import load_documents
from luatgandan.features.portal.checks.articles import articles, clause, point, tidy_gazette
from luatgandan.features.portal.checks.citations import Checker, Finding, Level, Result
from luatgandan.features.portal.checks.content import LIBRARY_STARTER, Answer, Cited, read_starter
from luatgandan.features.portal.checks.facts import Fact, Kind, facts_in, uncovered
from luatgandan.features.portal.checks.laws import (
    CODIFICATION_FILE,
    CORPUS_FILE,
    GAZETTE_FILE,
    PORTAL_FILE,
    Laws,
    Source,
    read_laws,
)
from luatgandan.features.portal.checks.records import Record, read_records, record_faults, record_remarks
from luatgandan.features.portal.checks.report import to_json, to_lines, to_markdown
from luatgandan.features.portal.models import TopicPage
from luatgandan.features.portal.starter.loader import load
from luatgandan.lib.vietnamese import clean

DAY = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parents[5]
SHARED_DATA = Path(os.environ.get("LUATGANDAN_SHARED_DATA") or ROOT.parent / "shared" / "data")

# --- Facts of a sentence ------------------------------------------------------------------------------------------

QUANTITIES = {
    "Nộp 5.000.000 đồng": [(Kind.MONEY, "5000000", "đồng")],
    "phạt 02 triệu đồng": [(Kind.MONEY, "2000000", "đồng")],
    "mất 2,5 triệu": [(Kind.MONEY, "2500000", "đồng")],
    "vay 5 triệu rưỡi": [(Kind.MONEY, "5500000", "đồng")],
    "2 triệu 500 nghìn đồng": [(Kind.MONEY, "2500000", "đồng")],
    "một trăm năm mươi triệu đồng": [(Kind.MONEY, "150000000", "đồng")],
    "500.000đ": [(Kind.MONEY, "500000", "đồng")],
    "1.490.000 đồng/tháng": [(Kind.MONEY, "1490000", "đồng")],
    "trong 15 ngày": [(Kind.PERIOD, "15", "ngày")],
    "trong 03 ngày làm việc": [(Kind.PERIOD, "3", "ngày làm việc")],
    "30 (ba mươi) ngày": [(Kind.PERIOD, "30", "ngày")],
    "mười lăm ngày": [(Kind.PERIOD, "15", "ngày")],
    "hai trăm linh năm ngày": [(Kind.PERIOD, "205", "ngày")],
    "năm ngày, năm năm, mười năm": [
        (Kind.PERIOD, "5", "ngày"),
        (Kind.PERIOD, "5", "năm"),
        (Kind.PERIOD, "10", "năm"),
    ],
    "nửa tháng": [(Kind.PERIOD, "1/2", "tháng")],
    "đủ 18 tuổi": [(Kind.AGE, "18", "tuổi")],
    "mừng thọ từ tuổi 70": [(Kind.AGE, "70", "tuổi")],
    "con dưới 36 tháng tuổi": [(Kind.AGE, "36", "tháng tuổi")],
    "50 %": [(Kind.PERCENT, "50", "%")],
    "năm mươi phần trăm": [(Kind.PERCENT, "50", "%")],
    "20% một năm": [(Kind.PERCENT, "20", "%")],
    "ít nhất hai phần ba": [(Kind.FRACTION, "2/3", "")],
    "ít nhất 2/3": [(Kind.FRACTION, "2/3", "")],
    "một nửa": [(Kind.FRACTION, "1/2", "")],
    "gia hạn lần thứ hai": [(Kind.TIMES, "2", "lần")],
    "gấp đôi": [(Kind.TIMES, "2", "lần")],
    "trên 80 km/h, 36 m2": [(Kind.MEASURE, "80", "km/h"), (Kind.MEASURE, "36", "m2")],
    "máy 15 sức ngựa": [(Kind.MEASURE, "15", "sức ngựa")],
    "từ 3 đến 5 ngày": [(Kind.PERIOD, "3", "ngày"), (Kind.PERIOD, "5", "ngày")],
    "3-5 triệu đồng": [(Kind.MONEY, "3000000", "đồng"), (Kind.MONEY, "5000000", "đồng")],
    "từ đủ 14 đến dưới 16 tuổi": [(Kind.AGE, "14", "tuổi"), (Kind.AGE, "16", "tuổi")],
    "70, 75, 80 tuổi": [(Kind.AGE, "70", "tuổi"), (Kind.AGE, "75", "tuổi"), (Kind.AGE, "80", "tuổi")],
    "ngày 01 tháng 7 năm 2025": [(Kind.DATE, "2025-07-01", "")],
    "từ 01/7/2025": [(Kind.DATE, "2025-07-01", "")],
    "tháng 7 năm 2025": [(Kind.DATE, "2025-07", "")],
    "từ năm 2026": [(Kind.DATE, "2026", "")],
    "ngày 9 tháng 11 hằng năm": [(Kind.DATE, "--11-09", "")],
}


@pytest.mark.parametrize("sentence", QUANTITIES)
def test_facts_of_a_sentence_are_found(sentence: str) -> None:
    assert [(one.kind, one.value, one.unit) for one in facts_in(sentence)] == QUANTITIES[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Luật số 31/2024/QH15 và Nghị định 168/2024/NĐ-CP",
        "Gọi 113 hoặc 1022, trực 24/7",
        "điểm a khoản 2 Điều 15",
        "2 triệu hộ dân",
        "hằng năm, mỗi tháng, cả ngày",
        "Ba mẹ và anh Tám",
        "ngày 31/2/2025",
    ],
)
def test_numbers_that_are_no_facts_are_left_alone(sentence: str) -> None:
    assert facts_in(sentence) == []


def test_facts_are_compared_by_value_not_by_spelling() -> None:
    law = facts_in("phạt 02 triệu đồng trong 15 ngày kể từ ngày 01 tháng 7 năm 2025, bằng 50%, con dưới 36 tháng tuổi")
    said = facts_in("2.000.000 đồng, mười lăm ngày, 01/7/2025, tháng 7 năm 2025, ngày 1/7, một nửa, 36 tháng")
    assert uncovered(said, law) == []


def test_units_are_never_converted() -> None:
    law = facts_in("trong 07 ngày làm việc, phạt tù 12 tháng, từ năm 2025")
    said = facts_in("7 ngày, 01 năm, 01/7/2025")
    assert uncovered(said, law) == [
        Fact(Kind.DATE, "2025-07-01"),
        Fact(Kind.PERIOD, "7", "ngày"),
        Fact(Kind.PERIOD, "1", "năm"),
    ]


# --- Cutting law texts --------------------------------------------------------------------------------------------

DECREE = """Điều 1. Phạm vi
Theo quy định tại
Điều 9. Đây là chữ trong câu.
Điều 2. Mức phạt
1. Phạt tiền từ 500.000 đồng đến 1.000.000 đồng:
a) Không báo;
d) Trốn tránh;
đ) Giấu giấy tờ quá 15 ngày;
e) Việc khác.
2. Không phạt người dưới
16 tuổi, kể từ năm
2025. Người đủ 16 tuổi bị phạt.
2a. Trả lại tiền.
3. Thi hành.
Điều 2a. Hiệu lực
Từ ngày 01 tháng 7 năm 2025.
"""


def test_a_text_is_cut_into_articles_clauses_and_points() -> None:
    cut = dict(articles(DECREE))
    assert list(cut) == ["1", "2", "2a"]
    assert clause(cut["2"], "2") == "2. Không phạt người dưới\n16 tuổi, kể từ năm\n2025. Người đủ 16 tuổi bị phạt."
    assert clause(cut["2"], "2a") == "2a. Trả lại tiền."
    assert clause(cut["2"], "4") is None
    assert point(cut["2"], "đ") == "đ) Giấu giấy tờ quá 15 ngày;"
    assert point(cut["2"], "d") == "d) Trốn tránh;"
    assert point(cut["2"], "g") is None


def test_gazette_pages_lose_heads_footnotes_and_marks() -> None:
    page = (
        "CÔNG BÁO/Số 302/Ngày 02-06-2026\n90\n\nĐiều 1. Mức hưởng55\n1. Được trả trong\n\n"
        "55 Điều này được sửa đổi, có 77 ngày.\n\nCÔNG BÁO/Số 302/Ngày 02-06-2026\n91\n\n15 ngày, theo 41/2024/QH15."
    )
    assert clean(tidy_gazette(page)) == "Điều 1. Mức hưởng 1. Được trả trong 15 ngày, theo 41/2024/QH15."


# --- Law texts written for the test -------------------------------------------------------------------------------

CODIFIED = "1. Nộp trong 15 ngày.\n\n2. Phạt 2.000.000 đồng:\n\na) Lần đầu;\n\nđ) Người đủ 18 tuổi."
NOTE = "(Điều 5 Luật số 10/2020/QH14, có hiệu lực thi hành kể từ ngày 01/01/2021{})"
AMENDED = ", có nội dung được sửa đổi bởi Điều 1 Luật số 20/2023/QH15 có hiệu lực thi hành kể từ ngày 01/01/2024"


def write(folder: Path, name: str, rows: Iterable[dict[str, Any]]) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def codified(number: str, text: str, note: str = "") -> dict[str, Any]:
    return {
        "tieu_de": f"Điều 9.1.LQ.{number}. Thời hạn",
        "nguon": NOTE.format(note).replace("Điều 5", f"Điều {number}", 1),
        "noi_dung": text,
        "van_ban_so": "10/2020/QH14",
    }


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder: a codified law, a consolidated gazette text, a decree of the portal, a law of the corpus."""
    (tmp_path / "README.md").write_text("Gathered on 22/11/2026.", encoding="utf-8")
    write(
        tmp_path,
        CODIFICATION_FILE,
        [codified("4", "Điều cuối."), codified("5", CODIFIED, AMENDED), codified("6", "Cũ.", ", bị bãi bỏ bởi Điều 2")],
    )
    head = (
        "LUẬT\nLuật B số 30/2021/QH15 ngày 01 tháng 6 năm 2021, được sửa đổi, bổ sung bởi:\n1. Luật số 40/2024/QH15.\n"
    )
    text = head + "Căn cứ Hiến pháp;\nĐiều 1. Mức trả\n1. Trả 85% trong 03 tháng.\n"
    gazette = [
        {"so_hieu": "van-ban-hop-nhat-so-7-vbhn-vpqh-4242", "text": text},
        {"so_hieu": "nghi-dinh-so-99-2022-nd-cp-77", "text": DECREE},
    ]
    write(tmp_path, GAZETTE_FILE, gazette)
    article = {"dieu": "Điều 1", "tieu_de": "Mức trả", "noi_dung": "1. Trả 70% trong 02 tháng."}
    write(tmp_path, PORTAL_FILE, [{"so_hieu": "30/2021/QH15", "articles": [article]}])
    write(tmp_path, CORPUS_FILE, [{"id": "1", "so_hieu": "50/2019/QH14", "text": "Điều\n\n1. Tuổi\n\n1. Đủ 18 tuổi."}])
    return tmp_path


RECORD = Record("", "", "in_force", date(2020, 1, 1), date(2021, 1, 1), None, "", (), "")
RECORDS = {
    number: replace(RECORD, number=number)
    for number in ("10/2020/QH14", "30/2021/QH15", "99/2022/NĐ-CP", "50/2019/QH14", "60/2025/QH15")
}
GOOD = Cited("10/2020/QH14", "5", "2", "đ", "Phạt người từ 18 tuổi.", ("2.000.000 đồng", "đủ 18  TUỔI"), "data")


def laws(data: Path, answers: Iterable[Answer]) -> Laws:
    wanted: dict[str, set[str]] = defaultdict(set)
    for cited in (cited for answer in answers for cited in answer.citations):
        wanted[cited.document].add(cited.article)
    return read_laws(data, wanted)


def check(data: Path | None, *cited: Cited, said: str = "", records: dict[str, Record] = RECORDS) -> Result:
    answers = [Answer("Chủ đề", "Câu hỏi?", (said,), cited, ("Hỏi lại cán bộ.",))]
    return Checker(records, laws(data, answers) if data else None, DAY).check(answers)


def codes(result: Result, level: Level = Level.ERROR) -> list[str]:
    return [finding.code for finding in result.at(level)]


def test_texts_are_read_from_every_source(data: Path) -> None:
    numbers = ["10/2020/QH14", "30/2021/QH15", "99/2022/NĐ-CP", "50/2019/QH14"]
    read = read_laws(data, {number: {"1", "2", "5"} for number in numbers})
    assert [[text.source for text in read.versions(number)] for number in numbers] == [
        [Source.CODIFICATION],
        [Source.CONSOLIDATED, Source.PORTAL],
        [Source.GAZETTE],
        [Source.CORPUS],
    ]
    assert read.versions("30/2021/QH15")[0].name == "7/VBHN-VPQH"
    assert read.versions("30/2021/QH15")[0].includes == {"40/2024/QH15"}
    assert read.versions("10/2020/QH14")[0].includes == {"20/2023/QH15"}
    assert read.gathered_on == "22/11/2026"


def test_a_true_answer_passes(data: Path) -> None:
    other = Cited("50/2019/QH14", "1", "1", facts=("Đủ 18 tuổi",), checked="data")
    result = check(data, GOOD, other, said="Nộp trong mười lăm ngày, từ 18 tuổi; phạt 2 triệu đồng.")
    assert result.findings == ()
    assert (result.counts["found"], result.counts["facts"], result.counts["amounts"]) == (2, 3, 3)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"article": "7"}, "article"),
        ({"article": "6", "clause": "", "point": "", "facts": ()}, "repealed"),
        ({"article": "khoản 5"}, "address"),
        ({"clause": "3", "facts": ()}, "clause"),
        ({"point": "d"}, "clause"),
        ({"clause": "1", "point": "a", "facts": ()}, "clause"),
        ({"article": "4", "clause": "1", "point": "", "facts": ()}, "clause"),
        ({"facts": ("3.000.000 đồng",)}, "fact"),
        ({"clause": "1", "point": ""}, "fact"),
        ({"document": "10/2020/QH-14"}, "spelling"),
        ({"document": "11/2020/QH14"}, "unknown"),
        ({"document": "60/2025/QH15"}, "not_in_data"),
    ],
)
def test_a_planted_fault_is_caught(data: Path, fault: dict[str, Any], code: str) -> None:
    assert code in codes(check(data, replace(GOOD, **fault)))


def test_point_d_with_stroke_is_not_point_d(data: Path) -> None:
    decree = Cited("99/2022/NĐ-CP", "2", "1", "đ", facts=("15 ngày",), checked="data")
    assert check(data, decree).findings == ()
    assert codes(check(data, replace(GOOD, point="d"))) == ["clause"]


def test_an_amount_in_no_citation_is_listed(data: Path) -> None:
    result = check(data, GOOD, said="Phạt 2.000.000 đồng, nộp trong 20 ngày.")
    assert codes(result) == []
    assert codes(result, Level.REVIEW) == ["amount"]
    assert "“20 ngày”" in result.at(Level.REVIEW)[0].message


def test_an_amount_that_could_not_be_compared_says_why(data: Path) -> None:
    unread = Cited("60/2025/QH15", "3", checked="memory")
    result = check(data, unread, said="Nộp trong 20 ngày.")
    assert codes(result, Level.REVIEW) == ["amount_unread"]
    assert codes(result, Level.UNCHECKED) == ["not_in_data"]


def test_what_we_say_of_an_article_must_stand_in_it(data: Path) -> None:
    assert codes(check(data, replace(GOOD, says="Phạt người từ 16 tuổi.")), Level.REVIEW) == ["says"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": "expired"}, "expired"),
        ({"expired_on": date(2026, 1, 1)}, "expired"),
        ({"status": "not_yet", "effective_on": date(2027, 1, 1)}, "not_yet"),
    ],
)
def test_a_document_not_in_force_is_caught(data: Path, change: dict[str, Any], code: str) -> None:
    records = {**RECORDS, "10/2020/QH14": replace(RECORDS["10/2020/QH14"], **change)}
    assert code in codes(check(data, GOOD, records=records))


def test_an_amendment_not_worked_into_the_text_asks_to_read_again(data: Path) -> None:
    def with_amendment(number: str) -> dict[str, Record]:
        return {**RECORDS, "10/2020/QH14": replace(RECORDS["10/2020/QH14"], amended_by=(number,))}

    assert check(data, GOOD, records=with_amendment("20/2023/QH15")).findings == ()
    later = check(data, GOOD, records=with_amendment("80/2026/QH15"))
    assert codes(later, Level.REREAD) == ["amended"]
    added = replace(GOOD, article="5a", checked="memory")
    assert codes(check(data, added, records=with_amendment("80/2026/QH15")), Level.UNCHECKED) == ["not_in_data"]


def test_the_consolidated_text_goes_before_the_original(data: Path) -> None:
    new = Cited("30/2021/QH15", "1", "1", facts=("85%", "03 tháng"), checked="data")
    assert check(data, new).findings == ()
    old = replace(new, facts=("70%", "02 tháng"))
    assert codes(check(data, old), Level.REREAD) == ["older"]


def test_a_record_must_fit_in_itself() -> None:
    backwards = replace(RECORD, number="1/2020/NĐ-CP", effective_on=date(2019, 1, 1))
    assert len(list(record_faults(backwards, {}, DAY))) == 1
    assert list(record_faults(replace(backwards, to_confirm="có hiệu lực trở về trước"), {}, DAY)) == []
    assert len(list(record_remarks(replace(backwards, to_confirm="có hiệu lực trở về trước"), {}))) == 1
    replaced = replace(RECORD, number="1/2020/NĐ-CP", replaced_by="2/2026/NĐ-CP")
    assert len(list(record_faults(replaced, {}, DAY))) == 1
    assert list(record_faults(replaced, {"2/2026/NĐ-CP": RECORD}, DAY)) == []
    late = replace(RECORD, number="1/2020/NĐ-CP", expired_on=date(2025, 1, 1))
    assert len(list(record_faults(late, {}, DAY))) == 1


def test_without_data_records_and_noted_facts_are_still_checked() -> None:
    result = check(None, GOOD, replace(GOOD, document="11/2020/QH14"), said="Phạt 2 triệu đồng trong 15 ngày.")
    assert codes(result) == ["unknown"]
    assert codes(result, Level.REVIEW) == ["amount_unread"]
    assert result.at(Level.REVIEW)[0].message.startswith("“15 ngày” ")
    assert len(result.skipped) == 1


# --- Report and command -------------------------------------------------------------------------------------------


def test_the_report_is_the_same_each_time_and_names_what_people_must_do(data: Path) -> None:
    def page() -> str:
        return to_markdown(check(data, replace(GOOD, facts=("9 ngày",)), said="trong 20 ngày"), "## Ghi chú\n")

    text = page()
    assert text == page()
    assert "- Chủ đề › Câu hỏi? › điểm đ khoản 2 Điều 5 10/2020/QH14: “9 ngày” không có trong khoản 2 Điều 5." in text
    assert "- Câu hỏi?\n  - Hỏi lại cán bộ." in text
    assert "“20 ngày”" in text
    assert "Dữ liệu luật gom ngày 22/11/2026." in text
    assert str(data) not in text


def test_json_and_console_tell_the_same(data: Path) -> None:
    result = check(data, replace(GOOD, article="7"))
    told = json.loads(to_json(result))
    assert told["levels"]["error"] == 1
    assert told["findings"][0]["code"] == "article"
    assert told["to_confirm"] == [{"group": "Chủ đề", "label": "Câu hỏi?", "items": ["Hỏi lại cán bộ."]}]
    assert [line for line in to_lines(result) if line.startswith("LỖI")] == [
        "LỖI  Chủ đề › Câu hỏi? › điểm đ khoản 2 Điều 7 10/2020/QH14: Không có Điều 7 trong Bộ pháp điển."
    ]


def test_the_command_writes_the_report_and_fails_on_errors(data: Path, tmp_path: Path) -> None:
    """The small data lack nearly all that our content declares as read: every such citation is an error."""
    report = tmp_path / "review.md"
    with pytest.raises(CommandError) as raised:
        call_command("check_content", laws=data, report=report)
    assert raised.value.returncode == 1
    assert "Ghi là đã đọc trong dữ liệu" in report.read_text(encoding="utf-8")
    assert "## Ghi chú của người soạn" in report.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_the_command_reads_published_topics(tmp_path: Path) -> None:
    load_documents()
    load()
    told = StringIO()
    call_command("check_content", laws=tmp_path / "none", live=True, as_json=True, stdout=told, stderr=StringIO())
    checked = json.loads(told.getvalue())
    starter = [answer for answer in read_starter() if answer.to_confirm]
    topics = TopicPage.objects.live()
    live = [one for one in checked["to_confirm"] if one["group"].startswith("Đang đăng: ")]
    assert [one["label"] for one in live] == [answer.label for answer in starter]
    assert checked["counts"]["answers"] == len(read_starter()) + sum(len(topic.questions) for topic in topics)


# --- Our own content ----------------------------------------------------------------------------------------------


def shown(findings: Iterable[Finding]) -> str:
    return "\n".join(f"{one.group} › {one.label} › {one.citation}: {one.message}" for one in findings)


def test_our_starter_content_has_no_error_without_data() -> None:
    records = read_records(LIBRARY_STARTER / "documents.tsv")
    result = Checker(records, None, DAY).check(read_starter())
    assert len(result.answers) > 80
    assert shown(result.at(Level.ERROR)) == ""


@pytest.mark.data
def test_our_starter_content_has_no_error_against_the_law_texts() -> None:
    if not SHARED_DATA.is_dir():
        pytest.skip("Không có dữ liệu luật (shared/data cạnh thư mục dự án, hoặc LUATGANDAN_SHARED_DATA).")
    answers = read_starter()
    records = read_records(LIBRARY_STARTER / "documents.tsv")
    result = Checker(records, laws(SHARED_DATA, answers), DAY).check(answers)
    assert result.counts["found"] > 400
    assert shown(result.at(Level.ERROR)) == ""
