"""In what language somebody asks: by letters for Khmer, by little words for English."""

import re

from .tables import lines
from .values import Language

_KHMER = re.compile(r"[\u1780-\u17ff]")
_MARKED = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.I)
# Little words that are no Vietnamese syllables without their marks ("can", "to", "do" are).
_ENGLISH = frozenset(lines("english.txt"))


def language_of(text: str) -> Language:
    """Khmer when letters of it stand there; English when a third of the words are its little words; else Vietnamese."""
    if _KHMER.search(text):
        return Language.KHMER
    words = re.findall(r"[a-z']+", text.lower())
    hits = sum(word in _ENGLISH for word in words)
    is_english = not _MARKED.search(text) and hits >= 2 and hits * 4 >= len(words)
    return Language.ENGLISH if is_english else Language.VIETNAMESE
