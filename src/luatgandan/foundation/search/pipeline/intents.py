"""What kind of answer a question asks for: a fine."""

from collections.abc import Sequence

from .values import Syllable

_OF_FINES = ("phat", "xu ly", "hinh phat", "vi pham", "hinh su", "truy cuu", "di tu", "toi gi", "pham toi")


def asks_penalty(syllables: Sequence[Syllable]) -> bool:
    """Whether the question asks what one is punished with."""
    text = f" {' '.join(one.folded for one in syllables)} "
    return any(f" {cue} " in text for cue in _OF_FINES)
