"""Words that try to steer a program instead of asking: in questions they end the run, in documents they bar a unit.

The answers of this room are made by rules or proven sentence by sentence, so no such words can change what is true;
this stage keeps them away from a language model and tells the reader plainly.
"""

import re

from luatgandan.lib.vietnamese import fold

from .tables import lines
from .values import Unit

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u180b-\u180f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]"
)
_LOOKALIKE = str.maketrans("аеорсухіѕԁ０１３４５", "aeopcyxisd01345")
_SPACED, _POINTED = re.compile(r"(?<=\b\w)[ .\-_*]+(?=\w\b)"), re.compile(r"(?<=\w)[.\-_*]+(?=\w)")
_PATTERNS = tuple(map(re.compile, lines("injections.txt")))


def is_injection(text: str) -> bool:
    """Whether the words try to steer the program; hidden letters, look-alikes and spaced-out letters do not help."""
    folded = fold(_INVISIBLE.sub("", text).translate(_LOOKALIKE))
    forms = {folded, _SPACED.sub("", folded), _POINTED.sub("", folded)}
    return any(pattern.search(form) for form in forms for pattern in _PATTERNS)


def steers(unit: Unit) -> bool:
    """Whether a provision holds such words, as a scraped page may: it proves nothing and no model sees it."""
    return is_injection(f"{unit.name}\n{unit.text}")
