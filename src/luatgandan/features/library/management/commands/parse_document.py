"""`luatgandan parse_document FILE [--json]`: what is found in a file; no database, nothing written."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from luatgandan.features.library.queries.examining import Examined, examine
from luatgandan.lib.files import UnreadableFileError
from luatgandan.lib.legaltext.flat import mark
from luatgandan.lib.legaltext.tree import Level, Node
from luatgandan.lib.legaltext.writing import to_json

NAMES = {
    Level.ANNEX: "Phụ lục",
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
}
SHORT = 90


class Command(BaseCommand):
    help = "Đọc một tệp văn bản và cho biết máy hiểu gì: phần đầu, cấu trúc, chữ ký, phụ lục, lưu ý. Không cần CSDL."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="tệp DOCX, DOC, RTF, PDF, HTML, TXT, MD hoặc ảnh")
        parser.add_argument("--json", action="store_true", help="in ra JSON theo lược đồ của bản xuất")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"Không thấy tệp {path}. Hãy kiểm tra lại đường dẫn.")
        try:
            found = examine(path)
        except UnreadableFileError as problem:
            raise CommandError(f"{path.name}: {problem}", returncode=2) from problem
        if options["json"]:
            values = [to_json(parsed) for parsed in found.documents]
            shown: object = values[0] if len(values) == 1 else values
            self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(outline(found)))


def outline(found: Examined) -> Iterator[str]:
    """What was found, for people."""
    yield f"Định dạng {found.format}, độ tin cậy khi đọc {round(found.confidence * 100)} %, {found.lines} dòng."
    for parsed in found.documents:
        head = parsed.header
        yield ""
        yield f"{head.kind or 'Chưa rõ loại'} {head.number or '(không thấy số)'}"
        yield f"  Cơ quan ban hành: {', '.join(head.issuers) or '?'}"
        yield f"  Nơi, ngày: {head.place or '?'}, {head.issued_on.strftime('%d/%m/%Y') if head.issued_on else '?'}"
        yield f"  Trích yếu: {head.title or '?'}"
        yield f"  Căn cứ: {len(head.bases)}"
        for node in (*parsed.body, *parsed.annexes):
            yield from _unit(node, "  ")
        for one in parsed.signatures:
            yield f"  Ký: {' '.join(part for part in (one.authority, one.post, one.name) if part)}"
        if parsed.recipients:
            yield f"  Nơi nhận: {len(parsed.recipients)}"
        for finding in parsed.findings:
            where = f" (dòng {finding.line + 1})" if finding.line >= 0 else ""
            yield f"  ! {finding.message}{where}"


def _unit(node: Node, indent: str) -> Iterator[str]:
    if node.level is Level.QUOTED:
        yield f"{indent}“…” lời trích, {len(node.children)} đơn vị"
        return
    if node.level is Level.TABLE:
        yield f"{indent}[bảng {len(node.rows)} hàng]"
        return
    begins = f"{NAMES[node.level]} {node.number}".strip() if node.level in NAMES else mark(node)
    words = node.heading or node.text.split("\n")[0]
    line = f"{begins} {words}".strip()
    yield indent + (line if len(line) <= SHORT else f"{line[:SHORT]}…")
    for child in node.children:
        yield from _unit(child, indent + "  ")
