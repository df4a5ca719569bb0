"""What only a cluster does: being away, being shared, being left half-written."""

from collections.abc import Iterator

import pytest

from luatgandan.backends.search import Clause, Entry, Field, IndexUnavailableError, Plan, SearchError
from luatgandan.backends.search.opensearch import OpenSearch
from luatgandan.backends.search.opensearch.client import Client

from .cluster import Cluster
from .entries import ENTRIES, entry, look, marked

ASKED = Plan(clauses=(marked("đường"),))


@pytest.fixture
def engine(address: str) -> OpenSearch:
    engine = OpenSearch(address)
    engine.rebuild(ENTRIES, version="7")
    return engine


def test_a_cluster_that_is_away_is_an_index_that_is_away(engine: OpenSearch, cluster: Cluster) -> None:
    cluster.broken = True
    for act in (
        lambda: engine.search(ASKED),
        lambda: engine.apply([ENTRIES[0]]),
        lambda: engine.rebuild([], version="8"),
    ):
        with pytest.raises(IndexUnavailableError, match="503: no master"):
            act()
    assert (engine.status().is_ready, engine.status().problem) == (False, "the search cluster answered 503: no master")
    cluster.broken = False
    assert look(engine, marked("đường")) == ["1", "3"]


def test_nobody_at_the_address() -> None:
    with pytest.raises(IndexUnavailableError, match="does not answer"):
        OpenSearch("http://127.0.0.1:9").search(ASKED)


def test_what_is_no_answer_of_a_cluster(address: str, cluster: Cluster) -> None:
    with pytest.raises(SearchError, match="does not understand"):
        Client(address, user="", password="", seconds=5).ask("GET", "/_cluster")


def test_a_name_and_a_password_are_sent(address: str) -> None:
    OpenSearch(address, user="u", password="p").rebuild(ENTRIES, version="7")
    with pytest.raises(IndexUnavailableError, match="401"):
        OpenSearch(address, user="u", password="x").search(ASKED)


def test_one_search_is_one_request(engine: OpenSearch, cluster: Cluster) -> None:
    cluster.calls.clear()
    engine.search(Plan(clauses=(marked("đường"), marked("làng")), facets=("kind", "audience")))
    assert cluster.calls == ["POST _msearch"]


def test_readers_see_a_change_when_it_is_whole(
    engine: OpenSearch, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Client, "write", _dies)
        with pytest.raises(ConnectionError):
            engine.apply([entry("9", "đường khác", group="a")], removed=["a"])
    assert look(engine, marked("đường")) == ["1", "3"]
    engine.apply([entry("9", "đường khác", group="a")], removed=["a"])
    assert sorted(look(engine, marked("đường"))) == ["3", "9"]


def _dies(*_args: object, **_wanted: object) -> int:
    raise ConnectionError("killed between taking out and putting in")


def test_what_a_dead_writer_put_in_is_replaced_by_the_next(engine: OpenSearch, cluster: Cluster, address: str) -> None:
    (index,) = cluster.indices.values()
    written = {**index.written["1"][1], "body_marked": "nửa chừng"}
    index.written["1"] = (99, written)  # never refreshed: the writer was killed
    engine.apply([entry("1", "đường mới", group="a")], removed=["a"])
    assert sorted(look(engine, marked("đường"))) == ["1", "3"]
    assert look(engine, marked("chừng")) == []


def test_a_killed_rebuild_is_tidied_up_and_other_portals_are_left_alone(
    engine: OpenSearch, cluster: Cluster, address: str
) -> None:
    others = {f"{name}": name for name in ("luatgandan.kibana", "luatgandan-hue.0a1b2c3d.0123456789abcdef")}
    (ours,) = cluster.indices
    left = ours[:-16] + "0" * 16
    for name in (left, *others):
        cluster.indices[name] = cluster.indices[ours]
    engine.rebuild(ENTRIES, version="8")
    assert cluster.indices.keys() >= others.keys()
    assert cluster.indices.keys().isdisjoint({ours, left})
    assert len(cluster.indices) == 3


def test_a_change_without_an_index_makes_none(address: str, cluster: Cluster) -> None:
    with pytest.raises(IndexUnavailableError, match="rebuild it"):
        Client(address, user="", password="", seconds=5).write(
            "gone", [({"index": {"_id": "1"}}, {})], require_alias="true"
        )
    assert cluster.indices == {}


def test_long_pieces_are_sent_in_several_requests(engine: OpenSearch, cluster: Cluster) -> None:
    long = " ".join(["đường"] * 20_000)

    def many() -> Iterator[Entry]:
        yield from (entry(f"long-{at}", long) for at in range(6))

    cluster.calls.clear()
    assert engine.rebuild(many(), version="8") == 6
    assert cluster.calls.count("POST _bulk") == 2
    assert engine.document_frequencies(Field.BODY, ["duong"]) == {"duong": 6}


def test_a_name_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="LUATGANDAN_OPENSEARCH_INDEX"):
        OpenSearch("http://127.0.0.1:9", index="luatgandan*")


def test_a_prefix_is_no_pattern(engine: OpenSearch) -> None:
    for odd in ("d.", ".*", "[d]", "d|l", "~d", "#"):
        assert look(engine, Clause(field=Field.BODY, term=odd, is_prefix=True)) == []
