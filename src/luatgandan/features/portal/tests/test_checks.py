"""The content checker: planted faults are caught, and reports name them."""

import json
import lzma
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from luatgandan.features.library.services import load_documents
from luatgandan.features.portal.checks.citations import Checker, Level, Result
from luatgandan.features.portal.checks.content import Answer, Cited, read_starter
from luatgandan.features.portal.checks.laws import (
    CODIFICATION_FILE,
    CORPUS_FILE,
    GAZETTE_FILE,
    PORTAL_FILE,
    Source,
    read_laws,
)
from luatgandan.features.portal.checks.records import Record, record_faults, record_remarks
from luatgandan.features.portal.checks.report import to_json, to_lines, to_markdown
from luatgandan.features.portal.models import TopicPage
from luatgandan.features.portal.starter.loader import load

from .conftest import laws

DAY = date(2026, 11, 22)

DECREE = """Điều 1. Phạm vi
Nghị định này quy định mức phạt.
Điều 2. Mức phạt
1. Phạt tiền từ 500.000 đồng đến 1.000.000 đồng:
a) Không báo;
d) Trốn tránh;
đ) Giấu giấy tờ quá 15 ngày;
e) Việc khác.
2. Không phạt người dưới
16 tuổi, kể từ năm
2025. Người đủ 16 tuổi bị phạt.
3. Thi hành.
Điều 3. Hiệu lực
Từ ngày 01 tháng 7 năm 2025.
"""
TORN = "\n\n".join(
    ["LUẬT", "HỘ TỊCH", "Điều", "1. Tuổi", "1. Người được", "đăng ký phải", "đủ 18 tuổi.", "Điều", "2. Thi", "hành"]
)
POINTS = ["a) Lần đầu;", "b) Lần sau;", "c) Không báo;", "d) Trốn tránh;", "đ) Người đủ 18 tuổi."]
CODIFIED = "\n\n".join(["1. Nộp trong 15 ngày.", "2. Phạt 2.000.000 đồng:", *POINTS])
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
    write(tmp_path, CORPUS_FILE, [{"id": "1", "so_hieu": "50/2019/QH14", "text": TORN}])
    return tmp_path


RECORD = Record("", "", "in_force", date(2020, 1, 1), date(2021, 1, 1), None, "", (), "")
RECORDS = {
    number: replace(RECORD, number=number)
    for number in ("10/2020/QH14", "30/2021/QH15", "99/2022/NĐ-CP", "50/2019/QH14", "60/2025/QH15")
}
GOOD = Cited("10/2020/QH14", "5", "2", "đ", "Phạt người từ 18 tuổi.", ("2.000.000 đồng", "đủ 18  TUỔI"), "data")


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
    other = Cited("50/2019/QH14", "1", "1", facts=("đủ 18 tuổi",), checked="data")
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
        ({"point": "g"}, "clause"),
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
    article = read_laws(data, {"99/2022/NĐ-CP": {"2"}}).versions("99/2022/NĐ-CP")[0].articles["2"][0]

    assert article.provision("1", "đ") == "đ) Giấu giấy tờ quá 15 ngày;"
    assert article.provision("1", "d") == "d) Trốn tránh;"
    assert article.provision("1", "g") is None
    assert (article.provision("2", "") or "").startswith("2. Không phạt người dưới")


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
