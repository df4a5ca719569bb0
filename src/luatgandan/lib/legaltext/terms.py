"""Defined terms: from articles "Giải thích từ ngữ", and short names agreed on the way ("sau đây gọi là …")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .lines import without_notes
from .loose import joined
from .tree import Level, Node, Parsed


@dataclass(frozen=True, slots=True)
class Term:
    """A term and its meaning in the words of the text; `eid` is the unit that defines it.

    `aliases` are other names the definition gives. The meaning of a short name agreed on the way is the wording it
    stands for.
    """

    term: str
    meaning: str
    eid: str
    aliases: tuple[str, ...] = ()


_HEADING = re.compile(
    r"(?:giải thích|định nghĩa|các khái niệm|khái niệm|giải nghĩa)(?:[^.]{0,40}(?:từ ngữ|thuật ngữ|khái niệm))?|"
    r"^(?:các )?(?:từ ngữ|thuật ngữ)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:từ ngữ|thuật ngữ|khái niệm)[^.:]{0,60}(?:hiểu|nghĩa)", re.IGNORECASE)
_VERB = re.compile(
    r"[,:]?\s(?:được hiểu là|được hiểu gồm|có nghĩa là|nghĩa là|là|bao gồm|gồm|được hiểu|được gọi là)(?:\s|:\s?)|"
    r"(?<=[^\W\d_])là\s"  # "Tín chỉlà đơn vị", as some sources have it; no syllable ends so
)
_WEAK_VERB = re.compile(r"\s(?:chỉ)\s|:\s")
_SHORT = re.compile(
    r"\(?\s?(?:sau đây|dưới đây)\s(?:được\s)?(?:gọi chung|gọi tắt|viết tắt|gọi)(?:\s(?:chung|tắt))?(?:\slà)?\s?:?\s?"
    r"[“\"]?(?P<name>[^()“”\";\n]{1,80}?)[”\"]?\s?(?=[)”\";.\n]|,\s|$)"
)
_QUOTES = "“”\"'‘’«» "
_LONGEST = 160  # letters of a term
_BREAKS = re.compile(r"(?:[;:.]|,)\s(?=[^\s])")


def read_terms(parsed: Parsed) -> list[Term]:
    """All terms a document defines, in reading order; the same term twice only when the meanings differ."""
    found: dict[tuple[str, str], Term] = {}
    for article in parsed.articles:
        is_glossary = bool(_HEADING.search(article.heading)) or bool(_LEAD.search(article.text[:300]))
        for node in _addressed(article):
            terms = _defined(node) if is_glossary else iter(())
            for term in (*terms, *_short_names(node)):
                found.setdefault((term.term.casefold(), term.meaning), term)
    return list(found.values())


def _addressed(node: Node) -> Iterator[Node]:
    """As `Node.walk`; paragraphs without an address of their own bear that of the unit they stand in."""
    yield node
    for child in node.children:
        if child.level is not Level.QUOTED:
            yield from _addressed(child if child.eid else replace(child, eid=node.eid))


def _defined(node: Node) -> Iterator[Term]:
    if node.level in (Level.QUOTED, Level.TABLE, Level.ITEM) or not node.text:
        return
    for line in joined(node.text).split("\n"):
        term = _definition(without_notes(line), node)
        if term:
            yield term


def _definition(line: str, node: Node) -> Term | None:
    """ "X là Y" with a short X; an article's lead ("các từ ngữ dưới đây được hiểu như sau:") is none."""
    found = _verb(line)
    if not found or _LEAD.search(line[: found.end() + 20]) or line.endswith("như sau:"):
        return None
    head, meaning = line[: found.start()], line[found.end() :].strip()
    aliases = tuple(one["name"].strip(_QUOTES) for one in _SHORT.finditer(head))
    head = re.sub(r"\s*\([^()]*\)", "", _SHORT.sub("", head)).strip(_QUOTES + ",:)")
    head = re.sub(r"^\d{1,3}[a-zđ]?[.)]?\s", "", head)
    if node.children and (not meaning or meaning.endswith(":")):
        meaning = " ".join([meaning, *(child.text for child in node.children if child.text)]).strip()
    is_long = len(head) > (60 if node.level is Level.POINT else _LONGEST)
    if not head or is_long or not meaning:
        return None
    return Term(_tidy(head), meaning, node.eid, aliases)


def _verb(line: str) -> re.Match[str] | None:
    """The word that joins term and meaning: the first outside brackets; a weaker one only when there is no other."""
    for pattern in (_VERB, _WEAK_VERB):
        for found in pattern.finditer(line, 0, _LONGEST + 120):
            before = line[: found.start()]
            if before.count("(") == before.count(")"):
                return found
    return None


def _short_names(node: Node) -> Iterator[Term]:
    text = joined(node.text)
    for found in _SHORT.finditer(text):
        name = _tidy(found["name"].strip(_QUOTES + ","))
        meaning = _stands_for(text[max(0, found.start() - 400) : found.start()])
        if name and meaning and not name.endswith("này"):
            yield Term(name, meaning, node.eid)


def _stands_for(before: str) -> str:
    """The wording a short name stands for: back to the last break of the sentence."""
    before = before.rstrip(" (,")
    breaks = [one.end() for one in _BREAKS.finditer(before) if one[0][0] != ","]
    return before[breaks[-1] if breaks else 0 :].strip(' -–“"')


def _tidy(term: str) -> str:
    return " ".join(term.split())
