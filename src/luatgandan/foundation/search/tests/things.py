"""Things to find: a decree of two articles, a law that has ended, an answer, a topic."""

from collections.abc import Iterable
from datetime import date

from luatgandan.foundation.modules.registry import SearchItem

LAW = {"document_kind": "Nghị định", "issuer": "Chính phủ", "field": "Giao thông", "issued_on": date(2024, 12, 26)}
SPAN = {"effective_on": date(2025, 1, 1), "state": "in_force", "stated": "in_force"}
DECREE = SearchItem(
    id="thing:17",
    group="thing:17",
    kind="document",
    title="Nghị định 168/2024/NĐ-CP",
    text="Quy định xử phạt vi phạm hành chính về trật tự, an toàn giao thông đường bộ",
    url="/van-ban/nd-168-2024-nd-cp/",
    number="168/2024/NĐ-CP",
    **LAW,  # type: ignore[arg-type]
    **SPAN,  # type: ignore[arg-type]
)
ARTICLES = tuple(
    SearchItem(
        id=f"thing:17/art_{number}@",
        group="thing:17",
        kind="article",
        title=f"Điều {number}. Xử phạt người điều khiển {vehicle}",
        text=f"Phạt tiền người điều khiển {vehicle} mà trong máu hoặc hơi thở có nồng độ cồn.",
        url=f"/van-ban/nd-168-2024-nd-cp/dieu-{number}/",
        path=("Nghị định 168/2024/NĐ-CP", "Chương II"),
        number="168/2024/NĐ-CP",
        eid=f"art_{number}",
        **LAW,  # type: ignore[arg-type]
        **SPAN,  # type: ignore[arg-type]
    )
    for number, vehicle in ((6, "xe ô tô"), (7, "xe mô tô"))
)
OLD = SearchItem(
    id="thing:9",
    group="thing:9",
    kind="document",
    title="Nghị định 100/2019/NĐ-CP",
    text="Xử phạt nồng độ cồn khi lái xe",
    url="/van-ban/nd-100-2019-nd-cp/",
    number="100/2019/NĐ-CP",
    state="expired",
    stated="in_force",
    effective_on=date(2020, 1, 1),
    ended_on=date(2025, 1, 1),
    **{**LAW, "issued_on": date(2019, 12, 30)},  # type: ignore[arg-type]
)
ANSWER = SearchItem(
    id="thing:3",
    group="thing:3",
    kind="question",
    title="Uống rượu rồi lái xe máy bị phạt thế nào?",
    text="Chỉ cần có nồng độ cồn trong hơi thở là đã bị phạt.",
    url="/chu-de/giao-thong/nong-do-con/",
    path=("Giao thông",),
)
TOPIC = SearchItem(id="thing:4", group="thing:4", kind="topic", title="Đất đai, nhà ở", url="/chu-de/dat-dai/")
ALL = (DECREE, *ARTICLES, OLD, ANSWER, TOPIC)


def load(keys: Iterable[str]) -> list[SearchItem]:
    """Items of some groups."""
    wanted = {f"thing:{key}" for key in keys}
    return [item for item in ALL if item.group in wanted]
