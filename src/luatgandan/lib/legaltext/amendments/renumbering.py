"""Units that get another number: "Chuyển khoản 3 thành khoản 4", "Điều 12 được đánh số lại thành Điều 13"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..citations import Context, DocumentRef, Place, find
from .values import Action, Change

_UNIT = r"(?:các\s)?(?:điểm|khoản|điều) [^“”;.\n]{1,60}"
_NEW = rf"(?:thứ tự\s)?(?:thành|là)\s(?:các\s)?(?P<new>{_UNIT})"
_ORDERS = (
    re.compile(
        r"(?:chuyển|đổi|đánh (?:lại )?số(?: thứ tự)?|sửa (?:lại )?(?:số )?thứ tự)(?! hạng)[^“”;.\n]{0,40}?"
        rf"(?P<old>{_UNIT}?)\s{_NEW}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<old>{_UNIT}?)\s(?:được\s)?(?:đánh (?:lại )?số|đổi|chuyển)(?:\s(?:lại|số|thứ tự)){{0,3}}\s{_NEW}",
        re.IGNORECASE,
    ),
)


def renumbered(text: str, document: DocumentRef | None, place: Place) -> Iterator[Change]:
    """The new numbers that a sentence gives to units of `document`; `place` is the unit it speaks about."""
    found = next((one for pattern in _ORDERS if (one := pattern.search(text))), None)
    if not found or not document:
        return
    context = Context(kind=document.kind or "Văn bản", place=place)
    # "Điều 12" at the start of a line would be read as a heading
    olds, news = ([one for mention in find(f"Tại {found[side]}", context) for one in mention.places]
                  for side in ("old", "new"))  # fmt: skip
    for old, new in zip(olds, news, strict=False):
        article = old.article or new.article
        old, new = replace(old, article=article), replace(new, article=new.article or article)
        if article and old != new:
            yield Change(Action.RENUMBER, document, old, becomes=new, text=text, confidence=0.8)
