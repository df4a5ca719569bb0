"""What a law says that a word means: for questions that ask just that."""

from datetime import date

from luatgandan.features.library.models import DefinedTerm
from luatgandan.foundation.search.pipeline.standing import standing
from luatgandan.lib.vietnamese import fold

from ..pipeline.asks import term_asked
from ..pipeline.values import Unit
from ..pipeline.verifying import IN_FORCE
from .retrieving import cited_units

LAW, LEAST = standing("luật"), standing("nghị định")  # a circular explains a word for its own small purpose
LOOKED_AT, MOST = 8, 2


def definitions(question: str, day: date) -> list[Unit]:
    """The provisions that explain the word whose meaning is asked, the law about it first, and no decree where a law
    does; none for other questions.
    """
    term = term_asked(question)
    rows = _rows(term)[:LOOKED_AT] if term else []
    stands = {one.document_id: _standing(one) for one in rows}
    units = cited_units([(one.document_id, one.eid) for one in rows], day)
    known = [one for one in units if one.state in IN_FORCE][:MOST]
    return [one for one in known if stands[one.document] >= LAW or stands[known[0].document] < LAW]


def _rows(term: str) -> list[DefinedTerm]:
    """Explanations in laws and decrees; a word in small letters is only short for a longer name."""
    known = DefinedTerm.objects.filter(key=fold(term)).exclude(eid="").select_related("document")
    is_marked = fold(term) != term.lower()
    meant = [one for one in known if one.term[:1].isupper() and (not is_marked or one.term.lower() == term.lower())]
    return sorted((one for one in meant if _standing(one) >= LEAST), key=lambda one: _rank(one, term), reverse=True)


def _standing(one: DefinedTerm) -> int:
    return standing(one.document.kind.replace("-", " "))


def _rank(one: DefinedTerm, term: str) -> tuple[bool, int, date]:
    document = one.document
    return fold(term) in fold(document.name), _standing(one), document.effective_on or date.min
