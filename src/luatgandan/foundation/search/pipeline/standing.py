"""How high a kind of document stands, as a number for ranking: a law before a circular, a circular before a letter."""

from luatgandan.lib.vietnamese import fold

_ORDER = (  # Luật Ban hành văn bản quy phạm pháp luật, Điều 4; then the other papers of offices
    ("hien phap", 12), ("bo luat", 11), ("luat", 10), ("phap lenh", 9), ("nghi dinh", 8), ("thong tu", 7),
    ("nghi quyet", 6), ("thong tu lien tich", 6), ("quyet dinh", 5), ("quy dinh", 4), ("quy che", 4),
    ("chi thi", 3), ("huong dan", 3), ("ke hoach", 2), ("thong bao", 2), ("cong van", 1), ("cong dien", 1),
)  # fmt: skip
_STANDING = dict(_ORDER)


def standing(kind: str) -> int:
    """From 12 (the constitution) to 1 (a letter); 0 for what is no document or not known."""
    return _STANDING.get(fold(kind), 0)
