"""Citations, amendments, statements, notes and terms measured against hand labels and what the data itself says."""

import json
import lzma
import re
import time
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from luatgandan.lib.files import read_file
from luatgandan.lib.legaltext.amendments import Change, read_amendments, read_footnotes
from luatgandan.lib.legaltext.citations import Context, Place, find
from luatgandan.lib.legaltext.citations.tests.scoring import Score, rows
from luatgandan.lib.legaltext.citations.tests.test_find import CONTEXTS
from luatgandan.lib.legaltext.statements import effective_days, read_statements
from luatgandan.lib.legaltext.structure import parse, parse_article_body, parse_text
from luatgandan.lib.legaltext.terms import read_terms
from luatgandan.lib.legaltext.tests.test_statements import read_labels
from luatgandan.lib.legaltext.tree import Header, Level, Parsed

FIGURES = tuple[int, int, int]
_ARTICLE = re.compile(r"\(Điều (\w+)")
_FAST = 20_000  # articles read to measure speed
_EVERY = 5  # one article in five for the silver check


def measure(data: Path) -> dict[str, object]:
    """All figures; `data` is the folder of shared data."""
    return {
        "own_sentences": own_sentences(),
        "real_text": {name: real_text(data, name) for name in "abc"},
        "codification_cross_references": cross_references(data),
        "articles_per_cpu_second": speed(data),
        "amendments": amendments(data),
        "statements": statements(),
        "effect_dates": effect_dates(data),
        "notes_of_consolidated_texts": notes(data),
        "terms": terms(data),
    }


@lru_cache(maxsize=1)
def codification(data: Path) -> list[dict[str, Any]]:
    """All rows of the codification."""
    with lzma.open(data / "laws" / "phapdien_articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def figures(score: Score) -> dict[str, object]:
    """What a score shows."""
    return {
        "mentions": score.right + score.missed,
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "faults": score.faults,
    }


def own_sentences() -> dict[str, object]:
    """Hand-labelled sentences of our own."""
    score = Score()
    for row in rows("sentences.tsv"):
        score.add(row["text"], row["expected"], find(row["text"].replace("\\n", "\n"), CONTEXTS[row["context"]]))
    return figures(score)


def real_text(data: Path, sample: str) -> dict[str, object]:
    """Hand-labelled articles of the codification (see the head of the label file)."""
    score, articles = Score(), codification(data)
    for row in rows("codification.tsv"):
        article = articles[int(row["row"])]
        if row["sample"] != sample:
            continue
        mentions = find(article["noi_dung"], context(article))
        windows = [tuple(map(int, one.split("-"))) for one in row["windows"].split(",") if one]
        if windows:
            mentions = [one for one in mentions if any(start <= one.start and one.end <= end for start, end in windows)]
        score.add(f"{row['row']} {row['dieu']}", row["expected"], mentions)
    return figures(score)


def context(article: dict[str, Any]) -> Context:
    """What is known of an article of the codification."""
    return Context(article.get("van_ban_loai", ""), article.get("van_ban_so", ""), Place(article=number(article)))


def number(article: dict[str, Any]) -> str:
    """The number of an article in its own document."""
    found = _ARTICLE.match(article["nguon"])
    return found[1] if found else ""


def cross_references(data: Path) -> dict[str, object]:
    """Silver: of the editors' cross-references whose article stands in the text word for word, how many are found."""
    articles = codification(data)
    anchors = {article["anchor"]: article for article in articles}
    stated = hits = 0
    for article in articles[::_EVERY]:
        wanted = {one for anchor in article["lien_quan"] for one in says(article, anchors.get(anchor))}
        if wanted:
            found = {
                ("" if mention.document.is_present else mention.document.number, place.article)
                for mention in find(article["noi_dung"], context(article))
                for place in mention.places
            }
            stated, hits = stated + len(wanted), hits + len(wanted & found)
    return {"references": stated, "recall": round(hits / max(1, stated), 4)}


def says(article: dict[str, Any], target: dict[str, Any] | None) -> Iterable[tuple[str, str]]:
    """The target as (document, article) when the text names it word for word; the document is "" for its own."""
    if not target or not target.get("van_ban_so") or not number(target):
        return
    text, which, named = article["noi_dung"], re.escape(number(target)), re.escape(target["van_ban_so"])
    is_own = target["van_ban_so"] == article.get("van_ban_so")
    behind = r" (?:của )?(?:Nghị định|Thông tư|Luật|Bộ luật|Quyết định|Pháp lệnh)(?: liên tịch)? này"
    pattern = behind if is_own else rf"[^.;]{{0,40}}{named}"
    if re.search(rf"Điều {which}{pattern}", text):
        yield "" if is_own else target["van_ban_so"], number(target)


def speed(data: Path) -> float:
    """Articles of the codification read in one second of processor time."""
    articles = codification(data)[:_FAST]
    started = time.process_time()
    for article in articles:
        find(article["noi_dung"], context(article))
    return round(len(articles) / (time.process_time() - started), 1)


# --- amendments --------------------------------------------------------------------------------------------------
def amendments(data: Path) -> dict[str, object]:
    """Exact links from an amending provision to its target, for the amending documents whose text is at hand."""
    lines = (data / "laws" / "amendments.jsonl").read_text("utf-8").splitlines()
    links = [json.loads(line) for line in lines]
    result: dict[str, object] = {}
    right = wrong = missed = 0
    for name, parsed in amending(data).items():
        gold = {key(link) for link in links if link["amending_doc_identity"] == name}
        targets = {one[3] for one in gold}
        found = {found_key(change) for change in read_amendments(parsed) if change.target.number in targets}
        result[name] = {"links": len(gold), "missed": sorted(gold - found), "wrong": sorted(found - gold)}
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return {"links": right + missed, "precision": round(precision, 4), "recall": round(recall, 4), **result}


def amending(data: Path) -> dict[str, Parsed]:
    """The amending documents of the gold links that are among the data."""
    found = {"168/2024/NĐ-CP": parse(read_file(data / "files" / "docx" / "168_2024_ND-CP_619502.docx").lines)}
    with lzma.open(data / "search" / "dsc_corpus.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if '"123/2021/NĐ-CP"' in line:
                row = json.loads(line)
                if row.get("so_hieu") == "123/2021/NĐ-CP":
                    found["123/2021/NĐ-CP"] = parse_text(row["text"])
    return found


def key(link: dict[str, str | None]) -> tuple[str, ...]:
    """A gold link without its kind."""
    own = (f"amending_{step}" for step in ("article", "clause", "point"))
    target = (f"target_{step}" for step in ("doc_identity", "article", "clause", "point"))
    return tuple(link[name] or "" for name in (*own, *target))


def found_key(change: Change) -> tuple[str, ...]:
    """A change found, as a gold link."""
    steps = dict(step.split("_", 1) for step in change.eid.split("__"))
    own = (steps.get("art", ""), steps.get("para", ""), steps.get("point", "").replace("dd", "đ"))
    return (*own, change.target.number, change.place.article, change.place.clause, change.place.point)


def statements() -> dict[str, object]:
    """Long real sentences labelled by eye: which whole documents they end (sure ones against all labelled)."""
    ends = read_labels()
    return {
        "documents": ends.labelled,
        "precision_of_sure_ones": round(ends.precision, 4),
        "recall": round(ends.recall, 4),
        "faults": ends.faults,
    }


# --- statements, notes, terms ------------------------------------------------------------------------------------
def effect_dates(data: Path) -> dict[str, object]:
    """Articles on effect: the day read against the day the codification gives, which is itself wrong now and then."""
    same = other = none = 0
    for article in codification(data):
        kind, text = article.get("van_ban_loai", ""), article["noi_dung"]
        if "hiệu lực" not in article["tieu_de"].lower() or not re.search(rf"{kind} này có hiệu lực", text) or not kind:
            continue
        issued = date.fromisoformat(article["ngay_ban_hanh"]) if article.get("ngay_ban_hanh") else None
        header = Header(kind=kind, number=article["van_ban_so"], issued_on=issued)
        body = (parse_article_body(text, number(article) or "1", heading="Hiệu lực thi hành"),)
        day = effective_days(read_statements(Parsed(header=header, body=body))).general
        same += str(day) == article.get("ngay_hieu_luc")
        other += day is not None and str(day) != article.get("ngay_hieu_luc")
        none += day is None
    return {"same": same, "other": other, "not_stated_or_not_read": none}


def notes(data: Path) -> dict[str, object]:
    """Notes in consolidated texts of the gazette that tell of a change: read, placed at a unit, dated."""
    told = read = placed = dated = 0
    for path in sorted((data / "files" / "gazette_pdf").glob("van-ban-hop-nhat*")):
        lines = read_file(path).lines
        texts = [line.text for line in lines if line.is_note]
        changes = read_footnotes(parse(lines), texts, lines)
        marks = {change.mark for change in changes}
        telling = [
            text for text in texts if re.match(r"\[\d+\].{0,60}?(?:này|Cụm từ|cụm từ).{0,90}?(?:được|bị) ", text)
        ]
        told += len(telling)
        read += sum(text[1 : text.index("]")] in marks for text in telling)
        placed += sum(bool(change.eid) for change in changes)
        dated += sum(change.effective_on is not None for change in changes)
    return {"notes": told, "read": read, "placed": placed, "dated": dated}


def terms(data: Path) -> dict[str, object]:
    """Clauses of articles "Giải thích từ ngữ" from which a term was read."""
    clauses = with_term = 0
    for article in codification(data):
        if "Giải thích từ ngữ" not in article["tieu_de"] or not article["noi_dung"]:
            continue
        unit = parse_article_body(article["noi_dung"], "1", heading="Giải thích từ ngữ")
        eids = {term.eid for term in read_terms(Parsed(body=(unit,)))}
        own = [child for child in unit.children if child.level is Level.CLAUSE]
        clauses += len(own)
        with_term += sum(any(node.eid in eids for node in child.walk()) for child in own)
    return {"clauses": clauses, "share_with_term": round(with_term / max(1, clauses), 4)}
