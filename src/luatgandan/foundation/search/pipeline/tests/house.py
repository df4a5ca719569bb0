"""A small house of laws to search in, and a search without ranking: plan and engine only."""

from datetime import date

from luatgandan.backends.search import Candidate, SearchEngine
from luatgandan.backends.search.fake import FakeSearch
from luatgandan.foundation.modules.registry import SearchItem
from luatgandan.foundation.search.pipeline.analysis import analyse
from luatgandan.foundation.search.pipeline.passages import entries_of
from luatgandan.foundation.search.pipeline.planning import Weights, plan
from luatgandan.foundation.search.pipeline.values import SearchQuery
from luatgandan.foundation.search.pipeline.words import Glossary

TODAY = date(2026, 11, 22)
GLOSSARY = Glossary.of([("sổ đỏ", "Giấy chứng nhận quyền sử dụng đất", "everyday")])


def article(number: int, title: str, text: str, *, document: str = "1", **more: object) -> SearchItem:
    """An article of one of the documents below."""
    return SearchItem(
        id=f"document:{document}/art_{number}@{more.get('valid_from', '')}",
        kind="article",
        title=f"Điều {number}. {title}",
        url=f"/van-ban/{document}/dieu-{number}",
        text=text,
        group=f"document:{document}",
        eid=f"art_{number}",
        path=(NAMES[document][1],),
        number=NAMES[document][0],
        names=(NAMES[document][1],),
        **more,  # type: ignore[arg-type]
    )


NAMES = {
    "1": ("31/2024/QH15", "Luật Đất đai"),
    "2": ("168/2024/NĐ-CP", "Nghị định xử phạt giao thông"),
    "3": ("100/2019/NĐ-CP", "Nghị định xử phạt bến cảng"),
}
ITEMS = [
    *(
        SearchItem(
            id=f"document:{key}", kind="document", title=name, url=f"/van-ban/{key}", number=number, names=(name,)
        )
        for key, (number, name) in NAMES.items()
    ),
    article(5, "Người sử dụng đất", "Người sử dụng đất được cấp Giấy chứng nhận quyền sử dụng đất."),
    article(6, "Tách thửa đất", "Việc tách thửa đất phải bảo đảm có lối đi.\nDiện tích tối thiểu do tỉnh quy định."),
    article(6, "Nồng độ cồn", "Phạt tiền người điều khiển xe máy trên đường mà có nồng độ cồn.", document="2"),
    article(7, "Chất cấm", "Phạt tiền người lái xe dương tính với chất ma túy.", document="2"),
    article(6, "Đường ngang", "Phạt tiền người đi qua đường ngang.", document="3", valid_to=date(2025, 1, 1)),
    article(
        6, "Đường ngang mới", "Phạt tiền nặng hơn.", document="3", valid_from=date(2025, 1, 1), audience=("nguoi-dan",)
    ),
    SearchItem(id="topic:1", kind="topic", title="Ly hôn", url="/ly-hon", text="Hai vợ chồng muốn chấm dứt hôn nhân."),
    SearchItem(id="topic:2", kind="topic", title="Hợp đồng lao động", url="/hdld", text="Ký hợp đồng lao động."),
    SearchItem(id="term:1", kind="term", title="Lý lịch", url="/tu-dien#ly-lich", text="Giấy kể về một người."),
]


def engine() -> SearchEngine:
    """All of it in memory."""
    return FakeSearch(entry for item in ITEMS for entry in entries_of(item))


def found(text: str, weights: Weights | None = None, **query: object) -> list[Candidate]:
    """What plan and engine give for `text`."""
    house = engine()
    asked = SearchQuery(text=text, **query)  # type: ignore[arg-type]
    analysis = analyse(text, glossary=GLOSSARY, today=TODAY)
    made = plan(
        analysis, asked, weights or Weights(body_share=1.0), frequencies=house.document_frequencies,
        entries=house.status().entries, today=TODAY,
    )  # fmt: skip
    return list(house.search(made).candidates)


def titles(text: str, **query: object) -> list[str]:
    """Titles, best first."""
    return [str(one.stored["title"]) for one in found(text, **query)]  # type: ignore[arg-type]
