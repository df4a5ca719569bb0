"""The answer without a language model: the words of the law, the lead of a list joined with the point that applies."""

from .facts import marks
from .values import Sentence, Unit

LONGEST = 900  # letters of one quotation; what is longer is cut at the end of a line and the reader sees that it is


def extract(unit: Unit) -> Sentence:
    """The words of a unit as one quotation, numbers of clauses left out of the lead: they stand in its address."""
    text = "\n".join((*map(_plain, unit.lead), _plain(unit.words)))
    text = _cut(text)
    return Sentence(text=text, evidence=(unit.id,), is_quote=True, marks=marks(text))


def _plain(text: str) -> str:
    return text.strip()


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    end = max(text.rfind("\n", 0, LONGEST), text.rfind(". ", 0, LONGEST) + 1, text.rfind("; ", 0, LONGEST) + 1)
    return f"{text[: end if end > LONGEST // 3 else LONGEST].rstrip()} […]"
