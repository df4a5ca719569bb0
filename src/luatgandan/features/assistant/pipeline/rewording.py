"""Everyday words of the road and the office in the words of the law, before search: added beside, never instead.

Only where the everyday word leads astray: "xe máy" is also half of "xe máy chuyên dùng". Everyday words in general
belong into the glossary of the library, which search reads.
"""

import re

from luatgandan.lib.vietnamese import fold

from .tables import rows

_TABLE = tuple((re.compile(row["everyday"]), row["law"]) for row in rows("rewording.tsv"))


def reword(text: str) -> str:
    """`text` with the words of the law behind it; as it is where none are known."""
    folded = fold(text)
    added = dict.fromkeys(words for pattern, words in _TABLE if pattern.search(folded) and fold(words) not in folded)
    return f"{text.rstrip(' ?')} ({', '.join(added)})" if added else text
