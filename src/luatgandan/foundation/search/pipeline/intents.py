"""What kind of answer a question asks for: a fine, a procedure, a meaning, duties, an amount."""

from collections.abc import Sequence

from .values import Syllable

_ASKED = {
    "penalty": ("phat", "xu ly", "hinh phat", "vi pham", "hinh su", "truy cuu", "di tu", "toi gi", "pham toi"),
    "procedure": ("ho so", "thu tuc", "trinh tu", "giay to", "don de nghi", "mau"),
    "meaning": ("la gi", "khai niem", "duoc hieu", "the nao la"),
    "duty": ("nhiem vu", "quyen han", "trach nhiem", "quyen va", "nghia vu"),
    "amount": ("bao nhieu", "muc", "luong", "tro cap", "phi", "bao lau", "thoi han"),
}
_YEARS = range(1945, 2100)


def asked_for(syllables: Sequence[Syllable]) -> dict[str, float]:
    """What the question asks for, and the year it names (0: none)."""
    text = f" {' '.join(one.folded for one in syllables)} "
    found = {f"asks_{name}": float(any(f" {cue} " in text for cue in cues)) for name, cues in _ASKED.items()}
    numbers = [int(one.folded) for one in syllables if len(one.folded) == 4 and one.folded.isdecimal()]
    return found | {"asks_year": float(next((number for number in numbers if number in _YEARS), 0))}
