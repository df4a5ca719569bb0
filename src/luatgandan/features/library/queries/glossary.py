"""Reading the citizens' glossary."""

from collections.abc import Iterable

from luatgandan.foundation.modules.queries import remember
from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.ranking import Ranking

from ..models import Term


def terms(*, text: str = "") -> list[Term]:
    """Words of the glossary by relevance, or in alphabetical order."""
    if text.strip():
        return [term for _, term in _term_ranking().find(text, 60)]
    return sorted(Term.objects.select_related("document"), key=lambda term: fold(term.everyday))


def _term_ranking() -> Ranking[Term]:
    def rows() -> Iterable[tuple[Term, str, str]]:
        for one in Term.objects.select_related("document"):
            yield one, f"{one.everyday} {one.variants}", f"{one.legal_term} {one.meaning}"

    return remember("library.terms", lambda: Ranking(rows()))
