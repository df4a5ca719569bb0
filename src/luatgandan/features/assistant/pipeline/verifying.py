"""The verifier: looks at every sentence of every answer, whoever made it, before a reader sees it.

A sentence passes when the units it names were given to the answer, exist and are law on the day; when words it quotes
stand in them; and when every number, amount, period, age, document number and address in it stands in them. Units whose
words try to steer programs prove nothing (a scraped page may hold such words), and a sentence of its own words sends
nobody anywhere (link, account, Zalo) that its units do not name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from luatgandan.foundation.search.pipeline.tokens import tokenise
from luatgandan.lib.legaltext import Address, BadAddressError
from luatgandan.lib.legaltext.facts import Fact, facts, quoted
from luatgandan.lib.vietnamese import fold

from .injection import is_injection, steers
from .matching import ASKING, Words, words_of
from .values import Check, Sentence, Unit

IN_FORCE = ("in_force", "partly_expired")
SUPPORTED = 0.7  # of the telling words of a sentence
# Words that turn a sentence round, make it hold for all, or advise; who says one must have it from the law, before the
# same word: "không ai bị phạt" is not proven by "không đội mũ".
TURNING = frozenset(
    ["không", "chưa", "chẳng", "miễn", "cấm", "trừ", "khỏi", "đừng", "được", "phải", "luôn", "mọi", "kể", "cả", "cũng",
     "đều", "chỉ", "nên", "hãy"]
)  # fmt: skip
# Where a sentence may send a reader, folded: what steals money and passwords begins with one of these.
_SENDING = re.compile(
    r"https?|www|[\w-]+@[\w-]+|[\w-]+\.(?:vn|com|net|org|info|top|xyz|me|io|ly)\b|\b(?:zalo|facebook|telegram|viber|tiktok|"
    r"messenger|chuyen khoan|chuyen tien|so tai khoan|nhan tin|tin nhan|bam vao|nhap vao|truy cap|dang nhap|mat khau|"
    r"otp|lien he|hotline|tong dai|quet ma|ma qr|tai ung dung|cai dat|dich vu)\b"
)
LONGEST_OWN = 2  # words side by side that no unit has
_NAME = re.compile(r"(?<=[\w,;:)] )[A-ZÀ-Ỵ]\w*")
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"\s*\[?(?:…|\.\.\.)\]?\s*")


def verify(sentence: Sentence, units: Mapping[str, Unit]) -> Sentence:
    """The sentence with the result of all checks. `units`: what was given to the answer, by evidence id."""
    known = [units[key] for key in sentence.evidence if key in units]
    unknown = [key for key in sentence.evidence if key not in units]
    checks = [
        Check("evidence", bool(known) and not unknown, ", ".join(unknown)),
        _clean(sentence, known),
        Check("in_force", all(one.state in IN_FORCE for one in known), ", ".join(one.state for one in known)),
        _quotes(sentence, known),
        _facts(sentence, known),
        *([] if sentence.is_quote else [_support(sentence, known)]),
    ]
    return replace(sentence, checks=tuple(checks))


def proven(sentences: Sequence[Sentence], units: Mapping[str, Unit]) -> list[Sentence]:
    """Those that pass, with their checks."""
    return [one for one in (verify(sentence, units) for sentence in sentences) if one.is_proven]


def _quotes(sentence: Sentence, units: Sequence[Unit]) -> Check:
    said = [sentence.text] if sentence.is_quote else quoted(sentence.text)
    texts = [_flat("\n".join((*unit.lead, unit.words))) for unit in units]
    for words in said:
        pieces = [_flat(piece) for piece in _GAP.split(words) if piece.strip()]
        if not any(all(piece in text for piece in pieces) for text in texts):
            return Check("quote", False, words[:80])
    return Check("quote", True)


def _clean(sentence: Sentence, units: Sequence[Unit]) -> Check:
    """Nothing that steers programs, neither in the words nor in what shall prove them."""
    return Check("clean", not is_injection(sentence.text) and not any(map(steers, units)))


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip().lower()


def _facts(sentence: Sentence, units: Sequence[Unit]) -> Check:
    told = {fact for unit in units for fact in (*facts(unit.text), *_of_address(unit))}
    missing = sorted(one for one in facts(sentence.text) if one not in told)
    return Check("facts", not missing, ", ".join(f"{one.kind} {one.value}" for one in missing))


def _support(sentence: Sentence, units: Sequence[Unit]) -> Check:
    """Own words must be those of the units in the main, name nobody else, and not deny or allow by themselves."""
    texts = [words_of(f"{unit.text} {unit.label} {unit.name}") for unit in units]
    said = tokenise(sentence.text)[0].split()
    own = [word for word in said if word.isalpha() and not any(word in text.marked for text in texts)]
    telling = {word for word in words_of(sentence.text).folded - ASKING if word.isalpha()}
    there = sum(any(word in text.folded for text in texts) for word in telling)
    names = {word for name in _NAME.findall(sentence.text) for word in words_of(name).marked}
    odd = (TURNING | names).intersection(own) | _turned(said, texts) | _added(said, frozenset(own))
    odd |= _sending(sentence.text) - {one for unit in units for one in _sending(f"{unit.text} {unit.name}")}
    return Check("support", there >= SUPPORTED * len(telling) and not odd, ", ".join(sorted(odd)))


def _turned(said: Sequence[str], texts: Sequence[Words]) -> set[str]:
    """Turning words that stand in no unit before the same word."""
    pairs = frozenset[str]().union(*(text.pairs for text in texts))
    return {one for one, after in pairwise(said) if one in TURNING and f"{fold(one)} {fold(after)}" not in pairs}


def _sending(text: str) -> set[str]:
    return {found[0] for found in _SENDING.finditer(fold(text))}


def _added(said: Sequence[str], own: frozenset[str]) -> set[str]:
    """Runs of words that stand in no unit: a promise or an order hung on to a true sentence."""
    telling = [word for word in said if fold(word) not in ASKING or word in own]
    runs = (list(run) for is_own, run in groupby(telling, own.__contains__) if is_own)
    return {" ".join(run) for run in runs if len(run) > LONGEST_OWN}


def _of_address(unit: Unit) -> list[Fact]:
    """A sentence may say where its proof stands: "khoản 3 Điều 6 Nghị định 168/2024/NĐ-CP"."""
    found = [Fact("document", unit.number.upper())]
    found += [fact for fact in facts(unit.name)]
    try:
        address = Address.from_eid(unit.eid)
    except BadAddressError:
        return found
    parts = {"điều": address.article, "khoản": address.clause, "điểm": address.point}
    return [*found, *(Fact(name, value.lower()) for name, value in parts.items() if value)]
