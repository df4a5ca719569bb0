"""Quiz items from the words of the law: a gap for a number or a term; wrong choices are others of the same law."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from luatgandan.lib.legaltext.facts import facts

from ..enums import LineRole, Origin
from ..pipeline.values import Mark, MarkKind, Unit
from .binding import spanned
from .sources import by_weight, label, leaves, marks_of, own_words, said
from .values import Definition, Line, Material

MOST_ITEMS = 10
WRONG, FEWEST_WRONG = 3, 2
ASKED = (MarkKind.AMOUNT, MarkKind.PERIOD, MarkKind.AGE, MarkKind.SHARE)
_FIGURE = re.compile(r"\d[\d.,]*")
GAP = "[…]"


def items(material: Material) -> list[list[Line]]:
    """Items of numbers, then of terms, at most MOST_ITEMS; none where the law has too few wrong choices to offer."""
    found = [*_number_items(material), *_term_items(material)]
    return [[*lines] for lines in found[:MOST_ITEMS]]


def values_in(units: Iterable[Unit], kind: MarkKind) -> dict[str, Unit]:
    """All amounts (periods …) as written, with a unit that says them."""
    found: dict[str, Unit] = {}
    for unit in units:
        for mark in marks_of(unit, kind):
            found.setdefault(said(unit)[mark.start : mark.end], unit)
    return found


def others(value: str, known: Iterable[str], unit: Unit) -> list[str]:
    """Other numbers of the same law that could stand in the place of `value`, those of the same form first.

    Numbers that the unit itself has elsewhere are none: they might be right too.
    """
    own = facts(unit.text)
    fit = [one for one in known if one != value and facts(one) and not facts(one) <= own]
    return sorted(fit, key=lambda one: (_form(one) != _form(value), _distance(one, value), one))


def _form(text: str) -> str:
    return _FIGURE.sub("#", text)


def _distance(one: str, other: str) -> float:
    first, second = (_first(text) for text in (one, other))
    return abs(first - second) / max(first, second, 1.0)


def _first(text: str) -> float:
    found = _FIGURE.search(text)
    return float(found[0].rstrip(".,").replace(".", "").replace(",", ".")) if found else 0.0


def _number_items(material: Material) -> Iterator[list[Line]]:
    chosen = by_weight(unit for article in material.articles for unit in leaves(article))
    for kind in ASKED:
        known = values_in((*chosen, *material.pool), kind)
        for unit in chosen:
            for mark in marks_of(unit, kind)[:1]:
                lines = _gap_item(unit, mark, known)
                if lines:
                    yield lines


def _gap_item(unit: Unit, mark: Mark, known: dict[str, Unit]) -> list[Line]:
    text = said(unit)
    value = text[mark.start : mark.end]
    wrong = others(value, known, unit)[:WRONG]
    if len(wrong) < FEWEST_WRONG:
        return []
    stem = f"{text[: mark.start]}{GAP}{text[mark.end :]}"
    question = _("%(place)s viết: “%(stem)s”. Chỗ trống là gì?") % {
        "place": label(unit),
        "stem": stem,
    }
    choices = sorted([value, *wrong], key=_first)
    return [
        spanned(Line(text=question, role=LineRole.QUESTION, evidence=unit.id), unit),
        *(_choice(one, known[one] if one != value else unit, is_key=one == value) for one in choices),
    ]


def _choice(text: str, unit: Unit, *, is_key: bool) -> Line:
    role = LineRole.KEY if is_key else LineRole.CHOICE
    return spanned(Line(text=text, role=role, origin=Origin.LAW, evidence=unit.id), unit)


def _term_items(material: Material) -> Iterator[list[Line]]:
    known = (*material.terms, *material.other_terms)
    for one in material.terms:
        stem = re.sub(re.escape(one.term), GAP, own_words(one.unit), flags=re.I)
        wrong = [other for other in known if not _alike(one, other)][:WRONG]
        if GAP in stem and len(wrong) >= FEWEST_WRONG:
            question = _("“%s” Lời này nói về từ nào?") % stem
            choices = sorted([one, *wrong], key=lambda choice: choice.term)
            yield [
                spanned(Line(text=question, role=LineRole.QUESTION, evidence=one.unit.id), one.unit),
                *(_choice(choice.term, choice.unit, is_key=choice is one) for choice in choices),
            ]


def _alike(one: Definition, other: Definition) -> bool:
    """Whether the second term could be right too: it is the same, holds the other, or is defined in the same place."""
    first, second = one.term.casefold(), other.term.casefold()
    return first in second or second in first or one.unit.id == other.unit.id
