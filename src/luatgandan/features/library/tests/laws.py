"""A small law of our own for tests: how it is made, stored and read."""

import re
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from luatgandan.features.library.enums import Validity
from luatgandan.features.library.models import Document
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext.tree import Header, Level, Node, Parsed, Signature

NOW = datetime(2026, 11, 22, tzinfo=UTC)
LAW = "/van-ban/luat-1-2020-qh14/"


def point(article: str, clause: str, letter: str, text: str) -> Node:
    number = "dd" if letter == "đ" else letter
    return Node(Level.POINT, letter, text=text, eid=f"art_{article}__para_{clause}__point_{number}")


def clause(article: str, number: str, text: str, *points: Node) -> Node:
    return Node(Level.CLAUSE, number, text=text, children=points, eid=f"art_{article}__para_{number}")


def article(number: str, heading: str, *inner: Node, text: str = "") -> Node:
    return Node(Level.ARTICLE, number, heading, text, inner, eid=f"art_{number}")


def chapter(number: str, *inner: Node) -> Node:
    return Node(Level.CHAPTER, number, "QUY ĐỊNH CHUNG", children=inner, eid=f"chp_{number}")


def a_law(fee: str = "50.000 đồng") -> Parsed:
    ferry = article(
        "2",
        "Giá đò",
        clause("2", "1", "Khách qua đò trả tiền như sau:", point("2", "1", "a", f"Người lớn: {fee};"),
               point("2", "1", "đ", "Xe máy: theo Điều 1 và <b>bảng giá</b>.")),
        clause("2", "2", "Trẻ em đi học không phải trả tiền."),
    )  # fmt: skip
    table = Node(Level.TABLE, rows=(("Bến", "Giờ"), ("Ninh Kiều", "05 giờ 00")))
    return Parsed(
        header=Header(bases=("Căn cứ Hiến pháp",), enacting="Quốc hội ban hành Luật Đò ngang."),
        body=(chapter("I", article("1", "Phạm vi", text="Luật này quy định về đò ngang."), ferry),),
        signatures=(Signature("", "CHỦ TỊCH QUỐC HỘI", "Trần Văn A"),),
        recipients=("Các bến đò",),
        annexes=(Node(Level.ANNEX, "I", "GIỜ ĐÒ", children=(table,), eid="att_I"),),
    )


def make_document(number: str, **fields: Any) -> Document:
    values = {
        "slug": "luat-" + re.sub(r"\W+", "-", number.lower()),
        "number": number,
        "kind": "luat",
        "title": "Đò ngang",
        "short_name": "Luật Đò ngang",
        "issuer": "Quốc hội",
        "issued_on": date(2020, 1, 2),
        "stated_validity": Validity.IN_FORCE,
    }
    document = Document(**{**values, **fields})
    document.clean()
    document.save()
    content_changed()
    return document


def store(document: Document, parsed: Parsed, **source: Any) -> None:
    store_text(document=document, parsed=parsed, source=Source(at=NOW, **source))


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def stored_law() -> Document:
    """The law of the tests with its text as issued."""
    document = make_document("1/2020/QH14", effective_on=date(2020, 7, 1))
    store(document, a_law())
    return document
