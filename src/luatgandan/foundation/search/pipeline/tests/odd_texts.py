"""Texts that nobody expects, real and made by chance."""

import random

ODD = (
    "", " ", "\n\t", "?", "…", "a" * 10_000, "đường " * 2_000, "1/2/" * 3_000, "điều 5 " * 2_000, "\u0301" * 500,
    "e\u0301\u0323\u0302" * 200, "ខ្មែរ" * 300, "\x00\x01\x7f\x9f", "a\x00b", "\u200b\u200d\ufeff", "🙂🙂👨‍👩‍👧",
    "\ud800",
    "'; DROP TABLE search; --", '" OR 1=1', ".*[a-z]+(", "(((((((((", "\\", "%_%", "+a -b AND (c OR d) ~2 ^3 [1 TO 5]",
    "{\"$ne\": 1}", "<script>alert(1)</script>", "http://example.org/?a=1&b=2", "SELECT * FROM luat", "đ" * 700,
    "nd168 " * 1_500, "168/2024/NĐ-CP" * 50, "năm 2022 " * 400, "ngày 31/02/2024", "điều 99999999999999999999",
    "khoản khoản khoản", "luật", "và của là", "có bị không ạ", "الطلاق", "离婚法", "закон", "ℌ𝔢𝔩𝔩𝔬", "½ ² ①",
    "İstanbul",
    "ﬁle", "x" * 59 + "đ" * 3, "-" * 3_000, "/" * 3_000, ".".join("1" * 300), "a-" * 3_000, "\u202eabc",
)  # fmt: skip

# What somebody may type into a search box, by what is odd about it.
TYPED = {
    "long": "bị lừa chuyển khoản " * 500,
    "one long word": "x" * 10_000,
    "stop words": "là và của thì mà",
    "regex": "(((*[a-z]+?$^|\\",
    "query syntax": 'title:"x" AND (NOT -y~2 ^3 TO *) field:',
    "control characters": "\x00\x07\x1b[31m\u202e\ufeff",
    "control characters between words": "đất\x00\x07\x1b[31mđai",
    "sql": "' OR 1=1; DROP TABLE library_document; --",
    "script": "<script>alert(1)</script>",
    "emoji": "😀🏠👩‍👩‍👧",
    "mixed scripts": "đất ដី земля 土地 أرض",
    "punctuation": "?" * 50,
    "surrogates": "%ED%A0%80",
}


def by_chance(count: int) -> list[str]:
    """Mixtures of letters of all these kinds, the same every time."""
    chance = random.Random(22)
    letters = "aăâđeêioôơuưyáàảãạ AZ09/-.,?'\"\\%*()[]{}\n\t\u0301\u200bខ្មែ🙂\x00中"
    return ["".join(chance.choices(letters, k=chance.randrange(1, 90))) for _ in range(count)]
