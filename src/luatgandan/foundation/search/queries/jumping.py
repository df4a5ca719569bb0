"""What the words name: one document, article, ward, agency or word, and where to go straight away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luatgandan.backends.search import Candidate, Clause, Field, Filter, Occur, Plan, SearchEngine
from luatgandan.lib.legaltext.page import path

from ..pipeline.names import IN, article_of
from ..pipeline.values import QueryAnalysis, Route

LOOKED_AT = 20
LONGEST_NAME = 12  # syllables


@dataclass(frozen=True, kw_only=True)
class Named:
    """`first` is to stand first; `url` is where to go without doubt; `exact`: groups that bear the query as a name."""

    first: Candidate | None = None
    url: str = ""
    exact: tuple[str, ...] = ()


def named_in(engine: SearchEngine, analysis: QueryAnalysis, *, day: date) -> Named:
    """What the query names on `day`. Three look-ups at most."""
    if analysis.document:
        return _in_law(engine, analysis, day)
    whole = [one.folded for one in analysis.syllables]
    if not 0 < len(whole) <= LONGEST_NAME:
        return Named()
    return Named(exact=tuple(dict.fromkeys(one.group for one in _having(engine, ["_".join(whole)], day))))


def _in_law(engine: SearchEngine, analysis: QueryAnalysis, day: date) -> Named:
    """The article of the document, else the document: the words of another law are not what was asked for."""
    documents = _having(engine, [analysis.document], day, kind="document")
    document, is_sure = _best(documents, day)
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


def _rank(one: Candidate) -> tuple[int, int]:
    """Higher kinds of documents first, then the newest."""
    return one.numbers.get("standing", 0), one.numbers.get("effective_on", 0)


def _inside(article_url: str, eid: str) -> str:
    """The page of a clause or point from that of its article."""
    article, own = path(article_of(eid)), path(eid)
    if not own or not article_url.endswith(f"{article}/"):
        return article_url
    return f"{article_url.removesuffix(f'{article}/')}{own}/"
