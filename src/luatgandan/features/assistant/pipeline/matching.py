"""How much of a question a text covers, counted in the tokens of search and weighted by how rare they are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from luatgandan.foundation.search.pipeline.tokens import tokenise
from luatgandan.foundation.search.pipeline.values import QueryAnalysis, Syllable
from luatgandan.foundation.search.pipeline.words import Phrases, asking
from luatgandan.lib.vietnamese import fold

from .rewording import everyday, situations
from .tables import lines

Worth = Callable[[str], float]  # of a folded token: its rarity
Held = tuple[float, ...]  # for each token of a question: how far a text holds it
ADDED = 0.7  # the share of a legal term that must stand in a text to count for its everyday word
BESIDE = 0.3  # what a word counts that stands beside a told situation
# What questions are made of besides stop words: it tells how to answer, not what about.
ASKING = frozenset(syllable for line in lines("asking.txt") for syllable in fold(line).split())
_STORY = "story"  # words of a story (who, when, how it is told): no law has them, and they tell nothing about it
_TELLING_NOTHING = Phrases.of(
    [*((line, (), "") for line in lines("asking.txt")), *((line, (), _STORY) for line in lines("story.txt"))]
)


@dataclass(frozen=True)
class Words:
    """Tokens of a text: as typed with marks, folded, and pairs of neighbours."""

    marked: frozenset[str]
    folded: frozenset[str]
    pairs: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a question asks about: its telling tokens with their weight; `marked` ones must agree in their marks."""

    tokens: Mapping[str, float]
    marked: Mapping[str, str] = field(default_factory=dict)  # folded → as typed, where marks were typed
    pairs: tuple[str, ...] = ()
    added: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()  # (tokens of an everyday word, of its legal term)

    @cached_property
    def sought(self) -> tuple[tuple[str, str, tuple[frozenset[str], ...]], ...]:
        """Each token as it is looked for: folded, as typed ("" for any marks), and legal terms that stand for it."""
        return tuple(
            (
                token,
                self.marked.get(token, ""),
                tuple(term for everyday, term in self.added if token in everyday and term),
            )
            for token in self.tokens
        )

    @cached_property
    def looked_for(self) -> Words:
        """All that is looked for in a text: of the other words nothing is asked."""
        terms = (term for _, term in self.added)
        return Words(frozenset(self.marked.values()), frozenset(self.tokens).union(*terms), frozenset(self.pairs))

    @cached_property
    def total(self) -> float:
        """The weight of all tokens."""
        return sum(self.tokens.values())


@lru_cache(maxsize=20_000)
def words_of(text: str) -> Words:
    """The tokens of `text`."""
    marked, folded = (part.split() for part in tokenise(text))
    return Words(frozenset(marked), frozenset(folded), frozenset(f"{one} {two}" for one, two in pairwise(folded)))


def reader(wanted: Wanted) -> Callable[[Iterable[str]], Words]:
    """Reads, of what is looked for, what several lines hold together; a line that stands in many units is read once."""
    sought = wanted.looked_for

    @cache
    def read(line: str) -> Words | None:
        words = words_of(line)
        found = Words(words.marked & sought.marked, words.folded & sought.folded, words.pairs & sought.pairs)
        return found if found.marked or found.folded else None

    def read_all(lines: Iterable[str]) -> Words:
        found = [words for line in lines if (words := read(line))]
        return Words(
            frozenset().union(*(one.marked for one in found)),
            frozenset().union(*(one.folded for one in found)),
            frozenset().union(*(one.pairs for one in found)),
        )

    return read_all


def wanted_of(analysis: QueryAnalysis, worth: Worth, *, said: str = "") -> Wanted:
    """What the question that search has analysed asks about; `said`: as typed, where the words of the law stand behind
    it. Where these tell a situation, other words of it count less.
    """
    typed = len(tokenise(said)[0].split())
    left_out = _left_out(analysis.syllables, typed)
    content = [one for at, one in enumerate(analysis.syllables) if at not in left_out]
    kept = [one.folded for one in analysis.syllables]
    told = {one.folded for one in content}
    of_law = _of_law([one.typed for one in analysis.syllables[:typed]], kept[:typed]) or told
    return Wanted(
        tokens={one.folded: worth(one.folded) * (1.0 if one.folded in of_law else BESIDE) for one in content},
        marked={one.folded: one.typed for one in content if one.has_marks},
        pairs=tuple(f"{one} {two}" for one, two in pairwise(kept) if one in told and two in told),
        added=tuple(
            (words_of(one.typed).folded, words_of(one.term).folded - ASKING) for one in analysis.expansions if one.term
        ),
    )


def _of_law(marked: Sequence[str], folded: Sequence[str]) -> set[str]:
    """Where a situation is told, all words of the law that stand for what was typed, be they typed too."""
    found = everyday(marked, folded) if situations(marked, folded) else ()
    return {token for _, _, law in found for token in words_of(law).folded}


def _left_out(syllables: Sequence[Syllable], typed: int) -> set[int]:
    """The places of syllables that tell nothing about the law: asking words, story, the asker's numbers, and everyday
    words among the first `typed`, for which the others stand. Where marks were typed, words must agree in them.
    """
    marked, folded = [one.typed for one in syllables], [one.folded for one in syllables]
    phrases = [*asking().find(marked, folded), *_TELLING_NOTHING.find(marked, folded)]
    is_marked = any(one.has_marks for one in syllables)
    spans = [(start, end) for start, end, one in phrases if not is_marked or tuple(marked[start:end]) == one.marked]
    spans += [
        (start, end)
        for start, end, law in everyday(marked[:typed], folded[:typed])
        if not words_of(law).folded.issuperset(folded[start:end])
    ]
    numbers = {at for at, token in enumerate(folded) if token[0].isdigit()}
    return numbers.union(*(range(start, end) for start, end in spans))


def coverage(wanted: Wanted, texts: Iterable[tuple[Words, float]]) -> float:
    """The share of the question's weight that `texts` cover, each with what being found in it counts (0 to 1)."""
    return share(wanted, *(held(wanted, words, counts) for words, counts in texts))


def held(wanted: Wanted, words: Words, counts: float = 1.0) -> Held:
    """How far `words` hold each token of the question (0 to `counts`): itself, or the legal term for it."""
    return tuple(counts * _degree(*one, words) for one in wanted.sought)


def share(wanted: Wanted, *texts: Held) -> float:
    """The share of the question's weight that texts hold together, each token where it is held best."""
    if not wanted.total:
        return 0.0
    weights = wanted.tokens.values()
    return sum(weight * max(degrees) for weight, *degrees in zip(weights, *texts, strict=True)) / wanted.total


def pair_coverage(wanted: Wanted, *texts: Words) -> float:
    """The share of the question's neighbouring tokens that are neighbours in one of the texts too."""
    found = sum(any(pair in words.pairs for words in texts) for pair in wanted.pairs)
    return found / len(wanted.pairs) if wanted.pairs else 0.0


def share_of(words: Words, wanted: Wanted, worth: Worth) -> float:
    """The share of the weight of `words` that the question has too, in its own words or as legal terms."""
    telling = {token: worth(token) for token in words.folded - ASKING}
    asked = set(wanted.tokens) | {token for _, term in wanted.added for token in term}
    return sum(weight for token, weight in telling.items() if token in asked) / (sum(telling.values()) or 1.0)


def _degree(token: str, typed: str, terms: tuple[frozenset[str], ...], words: Words) -> float:
    if typed in words.marked if typed else token in words.folded:
        return 1.0
    shares = (len(term & words.folded) / len(term) for term in terms)
    return max((found for found in shares if found >= ADDED), default=0.0) if terms else 0.0
