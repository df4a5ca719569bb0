"""What the editor shows of a version, and of a question that is not yet written."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..enums import Kind
from ..formats.values import PAIR, RIGHT, Content
from ..models import Item, ItemVersion
from ..queries import Basis
from .media import media_initial
from .writing import FORMS, SIGN, ItemForm


def initial_of(item: Item, version: ItemVersion, basis: list[Basis]) -> dict[str, Any]:
    """What the form of a question shows of a version."""
    content = version.content_of(item.kind)
    return {
        "seen": version.number, "stem": content.stem, "explanation": content.explanation,
        "basis": "\n".join(one.written for one in basis), "day_of_law": version.day_of_law, "field": item.field,
        "difficulty": item.difficulty, "audience": item.audience, **_key(content), **_khmer(version, content),
    }  # fmt: skip


def form_of(item: Item, version: ItemVersion, basis: list[Basis]) -> ItemForm:
    """The editor with the words of a version."""
    content = version.content_of(item.kind)
    return FORMS[content.kind](
        before=content.options, initial=initial_of(item, version, basis), media=media_initial(content, version.khmer)
    )


def _key(content: Content) -> dict[str, Any]:
    """Options and key as the form of the kind has them."""
    if content.kind == Kind.TRUE_FALSE:
        return {"decision": content.key[0]}
    if content.kind == Kind.NUMBER:
        return {"number": content.key[0], "unit": content.unit}
    if content.kind == Kind.ORDER:
        return {"steps": "\n".join(content.key_words)}
    if content.kind == Kind.MATCH:
        mates = {right for _left, right in content.pairs}
        others = [("", one.text) for one in content.of_side(RIGHT) if one.text not in mates]
        return {"pairs": "\n".join(f"{left} {SIGN} {right}".strip() for left, right in [*content.pairs, *others])}
    texts = {f"option_{place}": one.text for place, one in enumerate(content.options)}
    return {**texts, "key": [place for place, one in enumerate(content.options) if one.id in content.key]}


def _khmer(version: ItemVersion, content: Content) -> dict[str, Any]:
    if not version.khmer:
        return {}
    order, texts = _order(content), version.khmer.get("options", {})
    return {
        "khmer_stem": version.khmer["stem"], "khmer_explanation": version.khmer.get("explanation", ""),
        "khmer_options": "\n".join(texts[one] for one in order if one in texts),
    }  # fmt: skip


def _order(content: Content) -> Sequence[str]:
    """The ids of the options in the order in which the form of the kind shows them."""
    if content.kind == Kind.ORDER:
        return content.key
    if content.kind == Kind.MATCH:
        paired = [part for one in content.key for part in one.split(PAIR)]
        return [*paired, *(one.id for one in content.of_side(RIGHT) if one.id not in paired)]
    return [one.id for one in content.options]


def new_initial(today: date) -> dict[str, Any]:
    """What an empty form shows."""
    return {"seen": 0, "day_of_law": today}
