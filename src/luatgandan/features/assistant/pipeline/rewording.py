"""Everyday words of the road, the house and the office in the words of the law, before search.

Search gets them beside what was typed. In weighing they stand for it: whoever says "lượm" asks about what the law calls
"tài sản do người khác đánh rơi", and no article says "lượm". A row without words of the law keeps a longer term whole.
What several words say only together ("chó" and "cắn", "tuổi" and "đi tù") stands in `data/situations.tsv`: groups
divided by "+", of each of which one form must be there.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from luatgandan.foundation.search.pipeline.tokens import tokenise
from luatgandan.foundation.search.pipeline.words import EVERYDAY, Phrases
from luatgandan.lib.vietnamese import fold

from .tables import rows
from .together import together

Found = tuple[tuple[int, int, str], ...]  # from, to, the words of the law that stand for it


@cache
def _table() -> Phrases:
    return Phrases.of(
        (form, (row["law"], row["only"]), EVERYDAY)
        for row in rows("rewording.tsv")
        for form in row["everyday"].split("|")
    )


def reword(text: str) -> str:
    """`text` with the words of the law behind it; as it is where none are known."""
    folded = fold(text)
    found = everyday(*(part.split() for part in tokenise(text)))
    added = dict.fromkeys(law for _, _, law in found if fold(law) not in folded)
    return f"{text.rstrip(' ?')} ({', '.join(added)})" if added else text


def everyday(marked: Sequence[str], folded: Sequence[str]) -> Found:
    """Where everyday words stand, from and to, with the words of the law that stand for them."""
    return _everyday(tuple(marked), tuple(folded))


def situations(marked: Sequence[str], folded: Sequence[str]) -> Found:
    """The same for what several words say together; not with a part of a longer term that is kept whole."""
    return _told(tuple(marked), tuple(folded))


@lru_cache(maxsize=64)  # a question is looked at several times on its way
def _everyday(marked: tuple[str, ...], folded: tuple[str, ...]) -> Found:
    text = " ".join(folded)
    found = [(start, end, phrase.terms) for start, end, phrase in _table().find(marked, folded)]
    words = [(start, end, law) for start, end, (law, only) in found if law and re.search(only, text)]
    return (*words, *situations(marked, folded))


@lru_cache(maxsize=64)
def _told(marked: tuple[str, ...], folded: tuple[str, ...]) -> Found:
    kept = {
        at
        for start, end, phrase in _table().find(marked, folded)
        if end - start > 1 and not phrase.terms[0]
        for at in range(start, end)
    }
    typed, plain = (["" if at in kept else one for at, one in enumerate(said)] for said in (marked, folded))
    return tuple((start, end, law) for (start, end), law in together(_situations(), typed, plain))


@cache
def _situations() -> tuple[tuple[str, str], ...]:
    return tuple((row["together"], row["law"]) for row in rows("situations.tsv"))
