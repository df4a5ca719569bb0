"""The findings as a page for lawyers (Markdown), as JSON, and as lines for the console."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .citations import Finding, Level, Result
from .content import GLOSSARY, Answer

REMARKS = Path(__file__).parent / "remarks.md"
COMMAND = "luatgandan check_content --report docs/content-review.md"
INTRODUCTION = (
    "Trang dành cho luật sư và cán bộ Sở Tư pháp kiểm tra lại những gì cổng nói với người dân.",
    "Máy chỉ so chữ và số: điều được dẫn có trong luật không, số tiền, thời hạn có đúng như luật ghi không.",
    "Máy không hiểu luật thay người.",
)
COUNTS = {
    "answers": "Câu trả lời, trang và từ đã soát",
    "citations": "Trích dẫn",
    "found": "Trích dẫn đọc được trong dữ liệu luật",
    "existence_only": "– trong đó chỉ soát được là có điều, khoản, điểm ấy (không ghi chữ nào để so)",
    "declared_data": "Trích dẫn người soạn ghi là đã đọc trong dữ liệu",
    "declared_memory": "Trích dẫn người soạn ghi theo trí nhớ",
    "facts": "Số liệu chép từ luật đã so từng chữ",
    "amounts": "Số tiền, thời hạn, độ tuổi, tỷ lệ, ngày trong câu trả lời",
    "records": "Bản ghi trong danh mục văn bản",
}
LEVELS = {
    Level.ERROR: "Lỗi phải sửa",
    Level.UNCHECKED: "Trích dẫn chưa đối chiếu được",
    Level.REREAD: "Trích dẫn cần đọc lại bản mới",
    Level.REVIEW: "Số liệu, cách ghi cần xem lại",
}


def to_json(result: Result) -> str:
    """The whole result for programs."""
    data = {
        "law_data_of": result.gathered_on,
        "skipped": result.skipped,
        "counts": {name: result.counts.get(name, 0) for name in COUNTS},
        "levels": {level.value: len(result.at(level)) for level in Level},
        "findings": [asdict(finding) for finding in result.findings],
        "to_confirm": [_confirm(answer) for answer in result.answers if answer.to_confirm],
        "records_to_confirm": dict(result.record_notes),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _confirm(answer: Answer) -> dict[str, Any]:
    return {"group": answer.group, "label": answer.label, "items": answer.to_confirm}


def to_lines(result: Result) -> Iterator[str]:
    """The result for the console: counts, what was skipped, every error."""
    yield from (f"{text}: {result.counts.get(name, 0)}" for name, text in COUNTS.items())
    yield from (f"BỎ QUA: {text}" for text in result.skipped)
    yield from (f"{text}: {len(result.at(level))}" for level, text in LEVELS.items())
    yield f"Câu trả lời có điều cần người xác nhận: {sum(bool(answer.to_confirm) for answer in result.answers)}"
    for finding in result.at(Level.ERROR):
        yield f"LỖI  {_place(finding)}: {finding.message}"


def _place(finding: Finding) -> str:
    return " › ".join(part for part in (finding.group, finding.label, finding.citation) if part)


def to_markdown(result: Result, remarks: str = "") -> str:
    """The review page: preface, counts, errors, then per topic what to read again and what a person must confirm."""
    parts = [
        *_head(result),
        *([remarks.strip(), ""] if remarks.strip() else []),
        *_counts(result),
        *_errors(result),
        "## Theo chủ đề",
        "",
        *(line for group in _groups(result) for line in _group(result, group)),
        *_records(result.record_notes),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _head(result: Result) -> Iterator[str]:
    yield "# Rà soát nội dung pháp luật"
    yield ""
    yield f"*Trang này do lệnh `{COMMAND}` tạo ra: đừng sửa tay.*"
    yield ""
    yield from INTRODUCTION
    yield ""
    if result.gathered_on:
        yield f"Dữ liệu luật gom ngày {result.gathered_on}."
        yield ""
    for text in result.skipped:
        yield f"**Chưa soát:** {text}"
        yield ""


def _counts(result: Result) -> Iterator[str]:
    yield from ("## Kết quả chung", "", "| Mục | Số lượng |", "|---|---:|")
    yield from (f"| {text} | {result.counts.get(name, 0)} |" for name, text in COUNTS.items())
    yield from (f"| **{text}** | **{len(result.at(level))}** |" for level, text in LEVELS.items())
    yield f"| Điều chỉ con người xác nhận được | {sum(len(answer.to_confirm) for answer in result.answers)} |"
    yield ""


def _errors(result: Result) -> Iterator[str]:
    yield from (f"## {LEVELS[Level.ERROR]}", "")
    errors = result.at(Level.ERROR)
    yield from (f"- {_place(finding)}: {finding.message}" for finding in errors)
    yield from ([""] if errors else ["Không có lỗi.", ""])


def _groups(result: Result) -> list[str]:
    """All places findings or answers name, in reading order."""
    return list(dict.fromkeys([*(answer.group for answer in result.answers), *(one.group for one in result.findings)]))


def _group(result: Result, group: str) -> Iterator[str]:
    lines = [
        *_unchecked([one for one in result.at(Level.UNCHECKED) if one.group == group]),
        *_reread([one for one in result.at(Level.REREAD) if one.group == group]),
        *_review([one for one in result.at(Level.REVIEW) if one.group == group]),
        *_person([answer for answer in result.answers if answer.group == group and answer.to_confirm]),
    ]
    if lines:
        yield from (f"### {group}", "", *lines)


def _unchecked(findings: Sequence[Finding]) -> Iterator[str]:
    """Citations that the data could not confirm; glossary words that cite a whole document are only named."""
    whole = [one for one in findings if one.code == "whole"]
    single = [one for one in findings if one.code != "whole"]
    if not findings:
        return
    yield from (f"**{LEVELS[Level.UNCHECKED]}**", "")
    yield from (f"- {one.citation} — {one.label} {one.message}" for one in single)
    if whole:
        yield f"- Dẫn cả văn bản, không dẫn điều nào: {'; '.join(f'{one.label} ({one.citation})' for one in whole)}."
    yield ""


def _reread(findings: Sequence[Finding]) -> Iterator[str]:
    """Citations to read again, one item for each reason and document."""
    if not findings:
        return
    yield from (f"**{LEVELS[Level.REREAD]}**", "")
    by_reason: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        by_reason.setdefault((_document(one), one.message), []).append(one)
    for (document, message), same in sorted(by_reason.items()):
        provisions = dict.fromkeys(_provision(one) for one in same)
        yield f"- {document}: {message} Các chỗ dẫn: {'; '.join(provisions)}."
    yield ""


def _document(finding: Finding) -> str:
    """A citation ends with the number of its document (or "Hiến pháp 2013")."""
    tail = finding.citation.rpartition("Điều ")[2]
    return tail.partition(" ")[2] or tail


def _provision(finding: Finding) -> str:
    short = finding.citation.removesuffix(_document(finding)).strip()
    return f"{short} ({finding.label.rstrip('?.')})" if finding.group == GLOSSARY else short


def _review(findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield from (f"**{LEVELS[Level.REVIEW]}**", "")
        yield from (
            f"- {' — '.join(part for part in (one.label, one.citation) if part)}: {one.message}" for one in findings
        )
        yield ""


def _person(answers: Sequence[Answer]) -> Iterator[str]:
    if answers:
        yield from ("**Chỉ con người xác nhận được**", "")
        for answer in answers:
            yield f"- {answer.label}"
            yield from (f"  - {item}" for item in answer.to_confirm)
        yield ""


def _records(notes: Mapping[str, str]) -> Iterator[str]:
    if notes:
        yield from ("## Văn bản được dẫn còn điều cần xác nhận", "")
        yield from (f"- {number}: {note}" for number, note in notes.items())
