"""What is looked for, and one find."""

from dataclasses import dataclass
from enum import StrEnum

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = UPPER.lower()


class FindKind(StrEnum):
    """Kinds of personal data."""

    NAME = "name"
    CITIZEN_ID = "citizen_id"
    PHONE = "phone"
    ACCOUNT = "account"
    EMAIL = "email"
    ADDRESS = "address"
    BIRTH = "birth"
    LAND = "land"
    PLATE = "plate"
    LICENCE = "licence"
    TAX = "tax"
    INSURANCE = "insurance"
    PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class Find:
    """A place in a text, [start, end) in characters; `proposal` is what to write there instead.

    `is_public`: the rule lets it stay (a judge's name, the address of an office); a person confirms that too.
    """

    kind: FindKind
    start: int
    end: int
    text: str
    proposal: str = ""
    is_public: bool = False


class Taken:
    """Which characters of a text belong to a find already."""

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length)

    def take(self, find: Find) -> bool:
        """Whether the place was free; it is taken from now on."""
        if 1 in self._marks[find.start : find.end]:
            return False
        self._marks[find.start : find.end] = b"\x01" * (find.end - find.start)
        return True
