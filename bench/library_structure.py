"""How well the structure of legal texts is read, and how fast.

Articles are compared with what is known of each document: its list of articles (vbpl, less the faults found by eye),
the row of numbers in the raw lines (gazette), 1 to the last number (files). Clauses and points are compared with 30
articles labelled by eye before the parser read them. Labels stand in lib/legaltext/tests/labels.
"""

import csv
import json
import lzma
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from luatgandan.lib.files.reader import read_file
from luatgandan.lib.files.reading import Reading
from luatgandan.lib.legaltext.structure import parse, parse_article_body, parse_text
from luatgandan.lib.legaltext.tree import Level, Node

LABELS = Path(__file__).resolve().parents[1] / "src" / "luatgandan" / "lib" / "legaltext" / "tests" / "labels"
LAST = {  # the last article of each file, from the document itself; VBHN 14 and 19 are cut in the middle by the gazette
    "168_2024_ND-CP_619502.docx": "1-55",
    "45_2019_QH14_333670.docx": "1-220",
    "Luat-14-2022-QH15-Phong-chong-rua-tien-519327.html": "1-66",
    "Luat-15-2023-QH15-kham-benh-chua-benh-372143.html": "1-121",
    "Luat-67-2020-QH14-xu-ly-vi-pham-hanh-chinh-sua-doi-373520.html": "1-3",
    "Luat-68-2020-QH14-cu-tru-435315.html": "1-38",
    "Luat-69-2020-QH14-Nguoi-lao-dong-Viet-Nam-lam-viec-o-nuoc-ngoai-theo-hop-dong-2020-439844.html": "1-74",
    "Luat-70-2020-QH14-Thoa-thuan-quoc-te-376557.html": "1-52",
    "competition-law-2018.html": "1-3",
    "constitution-2013.html": "1-120",
    "consumer-rights-protection-law-2023.html": "1-5",
    "luat-so-51-2024-qh15-43559.pdf": "1-3",
    "nghi-dinh-so-158-2025-nd-cp-45240.pdf": "1-45",
    "nghi-dinh-so-162-2026-nd-cp-469551.pdf": "1-6",
    "nghi-quyet-so-113-nq-cp-469448.pdf": "1-2",
    "nghi-quyet-so-78-2025-ubtvqh15-45003.pdf": "1-3",
    "nghi-quyet-so-89-2025-ubtvqh15-45738.pdf": "1-3",
    "quyet-dinh-so-169-qd-bldtbxh-44203.pdf": "1-3",
    "quyet-dinh-so-798-qd-ttg-469485.pdf": "1-7",
    "thong-tu-so-04-2025-tt-bldtbxh-44341.pdf": "1-11",
    "thong-tu-so-116-2025-tt-btc-46847.pdf": "1-15",
    "thong-tu-so-14-2024-tt-bldtbxh-43764.pdf": "1-17",
    "thong-tu-so-15-2024-tt-bldtbxh-43951.pdf": "1-3",
    "thong-tu-so-86-2025-tt-bca-46332.pdf": "1-10",
    "thong-tu-so-88-2025-tt-bca-46337.pdf": "1-26",
    "van-ban-hop-nhat-so-04-vbhn-byt-26289.pdf": "1-8",
    "van-ban-hop-nhat-so-14-vbhn-vpqh-42949.pdf": "1-12",
    "van-ban-hop-nhat-so-16-vbhn-btc-30897.pdf": "1-13",
    "van-ban-hop-nhat-so-19-vbhn-vpqh-30971.pdf": "1-71",
    "van-ban-hop-nhat-so-22-vbhn-vpqh-44464.pdf": "1-7 7a 7b 7c 8-48 48a 48b 49-52",
    "van-ban-hop-nhat-so-28-vbhn-vpqh-33444.pdf": "1-7 7a 7b 7c 8-52",
    "van-ban-hop-nhat-so-40-vbhn-vpqh-469125.pdf": "1-7 7a 7b 7c 8-48 48a 48b 49-52",
    "van-ban-hop-nhat-so-462-vbhn-bldtbxh-44172.pdf": "1-3 3a 4-8",
    "van-ban-hop-nhat-so-465-vbhn-bldtbxh-44175.pdf": "1-3 3a 4-8",
    "van-ban-hop-nhat-so-50-vbhn-vpqh-28208.pdf": "1-125",
}


class Score:
    """Units found, missed and made up."""

    def __init__(self) -> None:
        self.hits = self.expected = self.found = 0
        self.wrong: list[str] = []

    def add(self, name: str, expected: list[str], found: list[str]) -> None:
        """Counts one document; numbers that occur twice count twice."""
        self.hits += (Counter(expected) & Counter(found)).total()
        self.expected += len(expected)
        self.found += len(found)
        if expected != found:
            missed, extra = Counter(expected) - Counter(found), Counter(found) - Counter(expected)
            self.wrong.append(f"{name}: thiếu {sorted(missed.elements())[:5]}, thừa {sorted(extra.elements())[:5]}")

    def figures(self) -> dict[str, object]:
        precision = self.hits / self.found if self.found else 0
        recall = self.hits / self.expected if self.expected else 0
        return {
            "units": self.expected,
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0,
            "wrong": self.wrong,
        }


def measure(data: Path) -> dict[str, object]:
    """All figures; `data` is the folder of shared data."""
    return {
        "articles_vbpl": vbpl(data),
        "articles_gazette_text": gazette_text(data),
        "articles_files": files(data),
        "clauses_and_points": units(data),
        "articles_per_second": speed(data),
    }


def vbpl(data: Path) -> dict[str, object]:
    """Articles of documents put together again from their parts, against the list they came with."""
    raw, corrected = Score(), Score()
    faults = {name: changes.split() for name, changes in labels("articles_vbpl.tsv")}
    for row in rows(data / "laws" / "vbpl_documents.jsonl.xz"):
        if len(row["articles"]) < 3:
            continue
        listed = [article["dieu"].split()[1].lower() for article in row["articles"]]
        found = [node.number for node in parse_text(rebuilt(row)).walk() if node.level is Level.ARTICLE]
        raw.add(row["so_hieu"], listed, found)
        expected = Counter(listed)
        for change in faults.get(row["so_hieu"], []):
            expected[change[1:]] += 1 if change[0] == "+" else -1
        corrected.add(row["so_hieu"], sorted((+expected).elements()), sorted(found))
    return {"as_the_data_counts": raw.figures(), "less_its_faults": corrected.figures()}


def rebuilt(row: dict[str, list[dict[str, str]]]) -> str:
    """The plain text of a document that was cut into articles."""
    parts: list[str] = []
    chapter = "PHẦN MỞ ĐẦU"
    for article in row["articles"]:
        if article["chuong"] != chapter:
            chapter = article["chuong"]
            parts.append(chapter.replace(" - ", "\n", 1))
        parts.append(f"{article['dieu']}. {article['tieu_de']}\n{article['noi_dung']}")
    return "\n".join(parts)


def gazette_text(data: Path) -> dict[str, object]:
    """Articles of the gazette's extracted text (hard line breaks, notes at the foot of pages left in the text)."""
    score = Score()
    for row, (_place, name, numbers) in zip(
        rows(data / "laws" / "congbao_documents.jsonl.xz"), labels("articles_gazette.tsv"), strict=True
    ):
        lines = read_file(row["text"].encode(), "document.txt").lines
        score.add(name, spelled(numbers), [node.number for node in parse(lines).articles])
    return score.figures()


def files(data: Path) -> dict[str, object]:
    """Articles of DOCX, saved pages and gazette PDFs."""
    score = Score()
    for folder in ("docx", "saved_html", "gazette_pdf"):
        for path in sorted((data / "files" / folder).iterdir()):
            if path.name in LAST:
                found = [node.number for node in parse(read(path).lines).articles]
                score.add(path.name, spelled(LAST[path.name]), found)
    return score.figures()


def read(path: Path) -> Reading:
    return read_file(path)


def units(data: Path) -> dict[str, object]:
    """Clauses, points and numbered steps of 30 articles labelled by eye, each with the units it stands in."""
    score = Score()
    for source, name, article, outline in labels("units.tsv"):
        found = list(paths(_article(data, source, name, article)))
        score.add(f"{name} Điều {article[-8:]}", list(outlined(outline)), found)
    return score.figures()


def _article(data: Path, source: str, name: str, article: str) -> Node:
    if source == "docx":
        parsed = parse(read(data / "files" / "docx" / name).lines)
        return next(node for node in parsed.articles if node.number == article)
    if source == "vbpl":
        row = next(one for one in rows(data / "laws" / "vbpl_documents.jsonl.xz") if one["so_hieu"] == name)
        text = next(one["noi_dung"] for one in row["articles"] if one["dieu"] == f"Điều {article}")
    else:
        found = (one for one in rows(data / "laws" / "phapdien_articles.jsonl.xz") if one["anchor"] == article)
        text = next(found)["noi_dung"]
    return parse_article_body(text, "1")


def paths(node: Node, above: str = "") -> Iterator[str]:
    """Every numbered unit below `node` as "2/b/b.1"; dashes are left out."""
    for child in node.children:
        here = above
        if child.number and child.level in (Level.CLAUSE, Level.POINT, Level.ITEM) and child.number[0].isalnum():
            here = f"{above}/{child.number}".lstrip("/")
            yield here
        yield from paths(child, here)


def outlined(outline: str) -> Iterator[str]:
    """The same paths out of "1 2(a b(b.1 b.2))"."""
    above: list[str] = []
    last = ""
    for piece in re.findall(r"[^\s()]+|[()]", outline):
        if piece == "(":
            above.append(last)
        elif piece == ")":
            above.pop()
        else:
            last = piece
            yield "/".join([*above, piece])


def speed(data: Path) -> dict[str, object]:
    """Articles of the codification read in a second, on one core."""
    texts = [row["noi_dung"] for row in rows(data / "laws" / "phapdien_articles.jsonl.xz")][::5]
    started = time.process_time()
    for text in texts:
        parse_article_body(text, "1")
    return {"articles": len(texts), "per_processor_second": round(len(texts) / (time.process_time() - started))}


def spelled(numbers: str) -> list[str]:
    """ "1-3 3a 4" as "1", "2", "3", "3a", "4"."""
    found: list[str] = []
    for part in numbers.split():
        first, _, last = part.partition("-")
        found += [str(number) for number in range(int(first), int(last) + 1)] if last else [first]
    return found


def labels(name: str) -> list[list[str]]:
    """The rows of a file of labels, comments left out."""
    with (LABELS / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if not row[0].startswith("#")]


def rows(path: Path) -> Iterator[dict[str, object]]:
    """The rows of a packed file of JSON lines."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
