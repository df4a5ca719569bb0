"""What the words name: one document, article, ward, agency or word, and where to go straight away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from luatgandan.backends.search import Candidate, Clause, Field, Filter, Occur, Plan, SearchEngine
from luatgandan.lib.legaltext.page import path

from ..pipeline.names import IN, article_of
from ..pipeline.values import QueryAnalysis, Route

LOOKED_AT = 20
MOST_WORDS = 40
MOST_RUNS = 4
LONGEST_NAME = 8  # syllables
COMMON = 12  # what so many things are called, names none of them


@dataclass(frozen=True, kw_only=True)
class Named:
    """`first` is to stand first; `url` is where to go without doubt; `shares`: how much of the words names a group."""

    first: Candidate | None = None
    url: str = ""
    shares: Mapping[str, float] = field(default_factory=dict)


def named_in(engine: SearchEngine, analysis: QueryAnalysis, *, day: date) -> Named:
    """What the query names on `day`."""
    if analysis.document:
        return _in_law(engine, analysis, day)
    return Named(shares=_shares(engine, analysis, day))


def _shares(engine: SearchEngine, analysis: QueryAnalysis, day: date) -> dict[str, float]:
    """For each group that is called by a run of the words: the greatest share of the words that do so."""
    words = [one.folded for one in analysis.syllables]
    content = max(1, sum(not one.is_stop for one in analysis.syllables))
    runs = {
        "_".join(words[start:end]): min(1.0, (end - start) / content)
        for start in range(min(len(words), MOST_WORDS))
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1)
        if end - start > 1 or len(words) == 1
    }
    counts = engine.document_frequencies(Field.NAMES, runs)
    known = sorted((run for run in runs if 0 < counts[run] <= COMMON), key=runs.__getitem__, reverse=True)
    found: dict[str, float] = {}
    for run in known[:MOST_RUNS]:
        for one in _having(engine, [run], day):
            found[one.group] = max(found.get(one.group, 0.0), runs[run])
    return found


def _in_law(engine: SearchEngine, analysis: QueryAnalysis, day: date) -> Named:
    """The article of the document, else the document: the words of another law are not what was asked for."""
    documents = _having(engine, [analysis.document], day, kind="document")
    document, is_sure = _best(_of_the_year(documents, analysis), day)
    if not analysis.article:
        goes = is_sure and analysis.route is Route.DOCUMENT
        return Named(first=document, url=str(document.stored["url"]) if document and goes else "")
    within = [IN + analysis.document, article_of(analysis.article)]
    articles = _having(engine, within, day, kind="article")
    article, is_sure = _best([one for one in articles if not document or one.group == document.group], day)
    if article is None:
        return Named(first=document)
    goes = is_sure and analysis.route is Route.ARTICLE
    return Named(first=article, url=_inside(str(article.stored["url"]), analysis.article) if goes else "")


def _having(engine: SearchEngine, names: list[str], day: date, *, kind: str = "") -> tuple[Candidate, ...]:
    """What bears all these names on `day`."""
    clauses = tuple(Clause(field=Field.NAMES, term=name, occur=Occur.MUST) for name in names)
    number = day.toordinal()
    filters = (Filter(name="valid_to", low=number + 1), Filter(name="valid_from", high=number))
    kinds = (Filter(name="kind", values=(kind,)),) if kind else ()
    return engine.search(Plan(clauses=clauses, filters=(*filters, *kinds), limit=LOOKED_AT)).candidates


def _of_the_year(candidates: Sequence[Candidate], analysis: QueryAnalysis) -> Sequence[Candidate]:
    """A year behind a name is that of the document, where one of the name was issued in it."""
    year = analysis.at.year if analysis.at else 0
    of_year = [one for one in candidates if year and date.fromordinal(one.numbers["issued_on"] or 1).year == year]
    return of_year or candidates


def _best(candidates: Sequence[Candidate], day: date) -> tuple[Candidate | None, bool]:
    """The one meant, and whether there is no doubt: of several of a name the only one that is law on `day`."""
    firsts: dict[str, Candidate] = {}
    for one in candidates:
        firsts.setdefault(one.group, one)
    known = sorted(firsts.values(), key=_rank, reverse=True)
    standing = [one for one in known if one.numbers["effective_on"] <= day.toordinal() < one.numbers["ended_on"]]
    if len(known) == 1:
        return known[0], True
    chosen = standing or known
    return (chosen[0], len(standing) == 1) if chosen else (None, False)


def _rank(one: Candidate) -> tuple[int, int, int, int]:
    """Higher kinds of documents first, then what much rests on, what has the shorter name, the newest."""
    numbers = one.numbers
    return (
        numbers.get("standing", 0),
        numbers.get("cited", 0).bit_length(),
        -len(str(one.stored["title"])),
        numbers.get("effective_on", 0),
    )


def _inside(article_url: str, eid: str) -> str:
    """The page of a clause or point from that of its article."""
    article, own = path(article_of(eid)), path(eid)
    if not own or not article_url.endswith(f"{article}/"):
        return article_url
    return f"{article_url.removesuffix(f'{article}/')}{own}/"
