"""What a query asks for: every later step reads this and never the raw words again.

Nothing typed is thrown away; the analysis only says what each part is. Any text at all is understood as something.
"""

import re
from datetime import date
from functools import lru_cache

from luatgandan.lib.vietnamese import clean

from . import khmer, words
from .dates import DayInWords, find_day
from .mentions import Mention, find_mention
from .repair import repaired
from .tokens import fold_token, tokenise
from .values import Expansion, QueryAnalysis, Route, Syllable
from .words import Glossary

MAX_LENGTH = 600  # letters: a story of some hundred words; what follows is not read
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ENGLISH = "the of and to in is for how what can do does my law about with when where who a an i if under which"
_LONG_QUESTION = 7  # words that are no function words


def analyse(
    text: str, *, glossary: Glossary, today: date, language: str = "vi", is_literal: bool = False
) -> QueryAnalysis:
    """`text` understood; `is_literal`: only as typed, nothing repaired and nothing added."""
    typed, is_cut = _tidy(text)
    right = typed if is_literal else repaired(typed)
    mention = find_mention(right)
    day = _day(right, mention, today)
    syllables = _syllables(right)
    return QueryAnalysis(
        text=right,
        syllables=syllables,
        expansions=() if is_literal else _expansions(right, syllables, glossary),
        document=mention.document,
        article=mention.article,
        at=day.day if day else None,
        at_words=day.words if day else "",
        language=_language(right, syllables, language),
        repaired=right if right != typed else "",
        is_cut=is_cut,
        route=_route(right, syllables, mention, day),
    )


def _tidy(text: str) -> tuple[str, bool]:
    """One line of at most MAX_LENGTH letters in NFC, without control characters; whether it was longer."""
    line = clean(_CONTROL.sub(" ", text[: MAX_LENGTH * 20]))
    if len(line) <= MAX_LENGTH:
        return line, len(text) > MAX_LENGTH * 20
    cut = line[:MAX_LENGTH]
    return cut.rsplit(" ", 1)[0] if " " in cut else cut, True


def _day(text: str, mention: Mention, today: date) -> DayInWords | None:
    """The day of law, unless the words belong to a document ("Luật Đất đai năm 2024", "nd 168 2024")."""
    day = find_day(text, "".join(map(_folded, text)), today)
    if day and (mention.start <= day.start < mention.end or day.words in mention.words):
        return None
    return day


@lru_cache(maxsize=1_000)
def _folded(letter: str) -> str:
    """`letter` folded; one that would be none or several stays as it is."""
    folded = fold_token(letter)
    return folded if len(folded) == 1 else letter


def _syllables(text: str) -> tuple[Syllable, ...]:
    marked, folded = (tokens.split() for tokens in tokenise(text))
    stops = {at for start, end, _ in words.asking().find(marked, folded) for at in range(start, end)}
    return tuple(
        Syllable(typed=typed, folded=plain, has_marks=typed != plain, is_stop=at in stops)
        for at, (typed, plain) in enumerate(zip(marked, folded, strict=True))
    )


def _expansions(text: str, syllables: tuple[Syllable, ...], glossary: Glossary) -> tuple[Expansion, ...]:
    return glossary.expansions(text, [one.typed for one in syllables], [one.folded for one in syllables])


def _language(text: str, syllables: tuple[Syllable, ...], otherwise: str) -> str:
    if khmer.holds(text):
        return "km"
    if any(one.has_marks for one in syllables):
        return "vi"
    english = _ENGLISH.split()
    hits = sum(one.typed in english for one in syllables)
    return "en" if hits >= 2 and hits * 5 >= len(syllables) else otherwise


def _route(text: str, syllables: tuple[Syllable, ...], mention: Mention, day: DayInWords | None) -> Route:
    """Where the words lead: to a document or article when they name one and hardly anything else.

    Khmer words ask: the law has no Khmer names, and answers are what a Khmer reader can use.
    """
    if not syllables:
        return Route.EMPTY
    of_day = set(tokenise(day.words)[1].split()) if day else set()
    known = mention.words | of_day
    rest = [one for one in syllables if not one.is_stop and not known.issuperset(one.folded.split("-"))]
    if mention.document and not rest:
        return Route.ARTICLE if mention.article else Route.DOCUMENT
    asks = "?" in text or any(one.is_stop for one in syllables) or len(rest) > _LONG_QUESTION or khmer.holds(text)
    return Route.QUESTION if asks else Route.WORDS
