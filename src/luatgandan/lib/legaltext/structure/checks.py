"""What the parser was not sure of, said in Vietnamese for the officer who checks an import."""

from collections.abc import Iterator, Sequence

from ..lines import Finding, Line
from ..tree import Level, Node, Parsed
from .marks import letter_step, number_step

NAMES = {
    Level.PART: "Phần",
    Level.CHAPTER: "Chương",
    Level.SECTION: "Mục",
    Level.SUBSECTION: "Tiểu mục",
    Level.ARTICLE: "Điều",
    Level.CLAUSE: "khoản",
    Level.POINT: "điểm",
    Level.ANNEX: "Phụ lục",
}
LOW = 0.75
MOST = 200  # findings of one kind that are listed one by one


def second_document_finding(place: int) -> Finding:
    """Says that another document begins at a line."""
    return Finding(
        "two-documents",
        f"Tệp có từ hai văn bản trở lên: văn bản sau bắt đầu ở dòng {place + 1} và chưa được đọc. "
        "Hãy tách tệp rồi nhập từng văn bản.",
        place,
    )


def check(parsed: Parsed, lines: Sequence[Line]) -> tuple[Finding, ...]:
    """All findings on a document that has been read, in the order of the lines."""
    found = [*_header(parsed), *_whole(parsed), *_scanned(lines)]
    articles = parsed.articles
    found += _row(articles, "")
    for node in parsed.walk():
        found += _unit(node)
    counts: dict[str, int] = {}
    kept = []
    for finding in found:
        counts[finding.code] = counts.get(finding.code, 0) + 1
        if counts[finding.code] <= MOST:
            kept.append(finding)
    return tuple(sorted(kept, key=lambda finding: finding.line))


def _header(parsed: Parsed) -> Iterator[Finding]:
    header = parsed.header
    if not header.number and header.kind != "Hiến pháp":
        yield Finding("number-missing", "Không tìm thấy số, ký hiệu của văn bản. Hãy điền trước khi lưu.")
    if not header.kind:
        yield Finding(
            "kind-missing", "Không nhận ra loại văn bản (luật, nghị định, thông tư …). Hãy chọn trước khi lưu."
        )
    if header.issued_on is None:
        yield Finding("date-missing", "Không tìm thấy ngày ban hành. Hãy điền trước khi lưu.")
    if not header.issuers:
        yield Finding("issuer-missing", "Không tìm thấy cơ quan ban hành. Hãy chọn trước khi lưu.")
    if not header.title:
        yield Finding("title-missing", "Không tìm thấy trích yếu. Hãy điền trước khi lưu.")


def _whole(parsed: Parsed) -> Iterator[Finding]:
    if not parsed.body:
        yield Finding("body-missing", "Không đọc được nội dung nào của văn bản.")
    elif not parsed.articles:
        yield Finding(
            "articles-missing", "Văn bản không chia theo điều; nội dung được đọc theo mục La Mã, khoản và điểm."
        )
    if parsed.body and not parsed.signatures:
        yield Finding("signature-missing", "Không tìm thấy phần ký: văn bản có thể bị cắt ở cuối.")


def _scanned(lines: Sequence[Line]) -> Iterator[Finding]:
    doubtful = [place for place, line in enumerate(lines) if line.confidence < LOW]
    if doubtful:
        yield Finding(
            "scan-unclear",
            f"{len(doubtful)} dòng đọc từ ảnh không rõ. Hãy so với bản gốc, bắt đầu từ dòng {doubtful[0] + 1}.",
            doubtful[0],
        )


def _unit(node: Node) -> Iterator[Finding]:
    name = NAMES.get(node.level, "")
    if name and node.confidence < LOW:
        yield Finding(
            "low-confidence", f"Chưa chắc {name} {node.number} bắt đầu ở đây. Hãy so với bản gốc.", node.lines[0]
        )
    if node.level in (Level.CHAPTER, Level.SECTION, Level.PART) and not node.heading:
        yield Finding("heading-missing", f"{name} {node.number} không có tên.", node.lines[0])
    if node.level is Level.ARTICLE and not (node.text or node.children or node.heading):
        yield Finding("article-empty", f"Điều {node.number} không có nội dung.", node.lines[0])
    for child in node.children:
        if child.level is Level.QUOTED and child.number and child.confidence < 1:
            yield Finding(
                "quote-unclosed",
                "Đoạn trích nội dung sửa đổi thiếu dấu đóng ngoặc kép; điểm kết thúc là phỏng đoán.",
                child.lines[0],
            )
    for level in (Level.CLAUSE, Level.POINT):
        yield from _row([child for child in node.children if child.level is level], _within(node))
    if node.level is Level.ANNEX:
        inside = [unit for unit in node.walk() if unit.level is Level.ARTICLE]
        yield from _row(inside, _within(node))


def _within(node: Node) -> str:
    name = NAMES.get(node.level, "")
    return f" (trong {name} {node.number})".replace(" )", ")") if name else ""


def _row(units: Sequence[Node], where: str) -> Iterator[Finding]:
    """Gaps and repetitions in the numbers of a row of units."""
    before: Node | None = None
    for unit in units:
        name = NAMES[unit.level]
        if before is None:
            if unit.number[:1].isdigit() and "." not in unit.number and number_step("0", unit.number) > 1:
                yield Finding(
                    "number-gap", f"{name} đầu tiên là {unit.number}{where}: có thể thiếu phần trước.", unit.lines[0]
                )
        else:
            yield from _pair(before, unit, name, where)
        before = unit


def _pair(before: Node, unit: Node, name: str, where: str) -> Iterator[Finding]:
    if "." in unit.number or "." in before.number:
        return
    is_letter = unit.number[:1].isalpha()
    step = letter_step(before.number, unit.number) if is_letter else number_step(before.number, unit.number)
    if step > 1:
        yield Finding(
            "number-gap", f"Sau {name} {before.number} là {name} {unit.number}{where}: có thể thiếu.", unit.lines[0]
        )
    elif step <= 0:
        yield Finding(
            "number-repeated", f"Sau {name} {before.number} lại có {name} {unit.number}{where}.", unit.lines[0]
        )
