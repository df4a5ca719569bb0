"""First stage: personal data is taken out before anything else sees the question."""

import re

from luatgandan.lib.privacy import find_personal_data
from luatgandan.lib.privacy.finds import FindKind
from luatgandan.lib.vietnamese import clean

from .values import Scrubbed

MOST_LETTERS = 600
# Numbers that people type as they speak: with spaces and points, without a word that announces them.
_LONG_NUMBER = re.compile(
    r"(?<![\d/.,-])(?:\+?84|0)(?:[ .-]?\d){8,10}(?![\d/-])|(?<![\d/.,-])\d{9}(?:\d{3})?(?![\d./,-])"
)
_NAMED = re.compile(
    r"\b(?P<said>t[eê]n(?: t[oô]i)?(?: l[aà])?|t[oô]i l[aà])\s+(?P<name>(?:nguy[eễ]n|tr[aầ]n|l[eê]|ph[aạ]m|hu[yỳ]nh|"
    r"ho[aà]ng|phan|v[uũ]|v[oõ]|[dđ][aặ]ng|b[uù]i|[dđ][oỗ]|h[oồ]|ng[oô]|d[uươ]ơ?ng|l[yý]|th[aạ]ch|s[oơ]n|kim|danh)"
    r"(?:\s+(?!(?:h[oỏ]i|mu[oố]n|c[oầ]n|bi|b[iị]|[dđ]ang|l[aà]|c[oó]|v[aà]|cho|sinh|[oở]|t[aạ]i)\b)[^\W\d]+){1,3})",
    re.I,
)


def scrub(text: str) -> Scrubbed:
    """`text` cleaned (NFC, one line, at most MOST_LETTERS) and without names, numbers and addresses of people."""
    cleaned = clean(text)[:MOST_LETTERS]
    finds = [one for one in find_personal_data(cleaned) if not one.is_public]
    for find in reversed(finds):
        cleaned = cleaned[: find.start] + find.proposal + cleaned[find.end :]
    kinds = [str(one.kind) for one in finds]
    for pattern, instead, kind in (
        (_LONG_NUMBER, "[số đã ẩn]", FindKind.PHONE),
        (_NAMED, r"\g<said> [tên đã ẩn]", FindKind.NAME),
    ):
        cleaned, count = pattern.subn(instead, cleaned)
        kinds += [str(kind)] * bool(count)
    return Scrubbed(text=cleaned, kinds=tuple(dict.fromkeys(kinds)))
