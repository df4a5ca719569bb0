"""Articles that were read are kept, and never read as they were before."""

from datetime import date

from luatgandan.features.library.models import Document, ProvisionVersion

from ..pipeline.evidence import Article
from ..queries.retrieving import articles_at

TODAY = date(2026, 11, 22)


def read(law: Document) -> Article:
    return articles_at([(law.pk, "art_2")], TODAY)[0]


def test_an_article_is_read_once(ferry: Document) -> None:
    assert read(ferry).units is read(ferry).units


def test_changed_words_are_read_anew(ferry: Document) -> None:
    old = read(ferry)
    rows = ProvisionVersion.objects.filter(provision__document=ferry, provision__eid="art_2")
    rows.update(content={**old.node.to_json(), "text": "Lời mới.", "children": []}, text_hash="mới")
    assert [one.words for one in read(ferry).units] == ["Lời mới."]


def test_what_is_not_here_is_left_out_and_the_order_kept(ferry: Document) -> None:
    wanted = [(ferry.pk, "art_2"), (ferry.pk, "art_99"), (ferry.pk, "art_1")]
    assert [one.unit.eid for one in articles_at(wanted, TODAY)] == ["art_2", "art_1"]
