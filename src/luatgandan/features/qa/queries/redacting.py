"""What must not stand in the public words of a question and its answer: places proposed, a person decides."""

import unicodedata
from dataclasses import dataclass
from functools import partial

from luatgandan.lib.privacy import Find, find_in_parts, find_in_typed, replaced

from ..models import Answer, Question


@dataclass(frozen=True, kw_only=True)
class RedactedPart:
    """One field of the public words as it was written, and the places in it that lead to people."""

    name: str
    text: str
    finds: tuple[Find, ...]

    @property
    def proposed(self) -> str:
        """The text with every place replaced that the rule does not let stay (officials, addresses of offices)."""
        return replaced(self.text, [(find, find.proposal) for find in self.finds if not find.is_public])


def redacted_parts(question: Question, answer: Answer) -> list[RedactedPart]:
    """Title, text, short answer and explanation with proposals; one person has one letter in all four."""
    asker = question.asker.get_full_name() if question.asker else ""
    parts = {
        name: unicodedata.normalize("NFC", text)
        for name, text in (
            ("title", question.title), ("text", question.text),
            ("short", answer.short), ("explanation", answer.explanation),
        )
    }  # fmt: skip
    finder = partial(find_in_typed, people=[name for name in (question.name, asker) if name])
    found = find_in_parts(parts, finder=finder)
    return [
        RedactedPart(name=name, text=text, finds=tuple(one.find for one in found if one.part == name))
        for name, text in parts.items()
    ]
