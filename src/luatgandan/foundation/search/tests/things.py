"""Things to find: a decree of two articles, a law that has ended, an answer, a topic."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from luatgandan.foundation.modules.registry import SearchItem


def thing(key: str, kind: str, title: str, url: str, text: str = "", **more: Any) -> SearchItem:
    """Something of the group `key`, or (key "17/art_6@") a part of it."""
    group = f"thing:{key.partition('/')[0]}"
    return SearchItem(id=f"thing:{key}", group=group, kind=kind, title=title, url=url, text=text, **more)


LAW: dict[str, Any] = {"document_kind": "Nghị định", "issuer": "Chính phủ", "field": "Giao thông"}
NEW = {
    **LAW, "number": "168/2024/NĐ-CP", "issued_on": date(2024, 12, 26), "effective_on": date(2025, 1, 1),
    "state": "in_force", "stated": "in_force",
}  # fmt: skip
DECREE = thing(
    "17", "document", "Nghị định 168/2024/NĐ-CP", "/van-ban/nd-168-2024-nd-cp/",
    "Quy định xử phạt vi phạm hành chính về trật tự, an toàn giao thông đường bộ", **NEW,
)  # fmt: skip
ARTICLES = tuple(
    thing(
        f"17/art_{number}@", "article", f"Điều {number}. Xử phạt người điều khiển {vehicle}",
        f"/van-ban/nd-168-2024-nd-cp/dieu-{number}/",
        f"Phạt tiền người điều khiển {vehicle} mà trong máu hoặc hơi thở có nồng độ cồn.",
        path=("Nghị định 168/2024/NĐ-CP", "Chương II"), eid=f"art_{number}", **NEW,
    )
    for number, vehicle in ((6, "xe ô tô"), (7, "xe mô tô"))
)  # fmt: skip
OLD = thing(
    "9", "document", "Nghị định 100/2019/NĐ-CP", "/van-ban/nd-100-2019-nd-cp/", "Xử phạt nồng độ cồn khi lái xe",
    number="100/2019/NĐ-CP", issued_on=date(2019, 12, 30), effective_on=date(2020, 1, 1), ended_on=date(2025, 1, 1),
    state="expired", stated="in_force", **LAW,
)  # fmt: skip
ANSWER = thing(
    "3", "question", "Uống rượu rồi lái xe máy bị phạt thế nào?", "/chu-de/giao-thong/nong-do-con/",
    "Chỉ cần có nồng độ cồn trong hơi thở là đã bị phạt.", path=("Giao thông",),
)  # fmt: skip
TOPIC = thing("4", "topic", "Đất đai, nhà ở", "/chu-de/dat-dai/")
ALL = (DECREE, *ARTICLES, OLD, ANSWER, TOPIC)


def load(keys: Iterable[str]) -> list[SearchItem]:
    """Items of some groups."""
    wanted = {f"thing:{key}" for key in keys}
    return [item for item in ALL if item.group in wanted]


def word(text: str, key: str = "1") -> SearchItem:
    return SearchItem(id=f"term:{key}", kind="term", title=text, url=f"/tu-dien/#{key}", text="nghĩa", names=(text,))


def answer(text: str, key: str = "1") -> SearchItem:
    return SearchItem(id=f"topic:{key}/a", group=f"topic:{key}", kind="question", title=text, url=f"/chu-de/{key}/a/")
