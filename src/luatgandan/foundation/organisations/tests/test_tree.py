"""Acts on the tree and what the tree was on any day."""

import random
from datetime import date, timedelta

import pytest

from luatgandan.foundation.audit.models import Entry
from luatgandan.foundation.organisations import events, queries, services
from luatgandan.foundation.organisations.models import Organisation, OrganisationChange, OrganisationState
from luatgandan.lib.events import receives

from .conftest import NOW, TODAY, Make, act

LONG_AGO = date(2019, 1, 1)
D1, D2, D3 = date(2024, 1, 1), date(2025, 7, 1), date(2026, 3, 1)


def codes(day: date) -> set[str]:
    return {node.organisation.code for node in queries.as_of(day)}


def test_a_subtree_is_one_query(make: Make, django_assert_num_queries: object) -> None:
    city = make("tp")
    department = make("so", city)
    make("phong", department)
    make("khac", city)

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert [one.code for one in queries.subtree(department)] == ["so", "phong"]
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert queries.subtree_codes("so") == {"so", "phong"}
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert {one.code for one in queries.subtree(city, at=D1)} == {"tp", "so", "phong", "khac"}
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert not queries.is_within(city, department)


def test_codes_that_begin_alike_are_not_within_each_other(make: Make) -> None:
    make("so-1")
    twelve = make("so-12")
    assert queries.subtree_codes("so-1") == {"so-1"}
    assert not queries.is_within(twelve, Organisation.objects.get(code="so-1"))


def test_a_renamed_one_keeps_its_code_and_its_old_name_in_the_past(make: Make) -> None:
    one = make("so", name="Sở Cũ")

    services.rename_organisation(organisation=one, name=" Sở  Mới ", act=act(D2, decision_number="12/QĐ-UBND"))

    assert [node.name for node in queries.as_of(D2 - timedelta(1))] == ["Sở Cũ"]
    assert [node.name for node in queries.as_of(D2)] == ["Sở Mới"]
    assert Organisation.objects.get(code="so").folded == "so moi"
    change = OrganisationChange.objects.get(kind="renamed")
    assert (change.before, change.after, change.decision_number) == ("Sở Cũ", "Sở Mới", "12/QĐ-UBND")


def test_moving_takes_all_below_along_and_leaves_the_past(make: Make) -> None:
    left, right = make("trai"), make("phai")
    unit = make("dv", left)
    make("con", unit)

    services.move_organisation(organisation=unit, parent=right, act=act(D2))

    assert Organisation.objects.get(code="con").path == "/phai/dv/con/"
    assert {one.code for one in queries.subtree(left, at=D1)} == {"trai", "dv", "con"}
    assert {one.code for one in queries.subtree(right, at=D1)} == {"phai"}
    assert {one.code for one in queries.subtree(right, at=D2)} == {"phai", "dv", "con"}


def test_circles_are_refused_today_and_in_the_past(make: Make) -> None:
    top, below, other = make("tren"), None, make("khac")
    below = make("duoi", top)

    with pytest.raises(services.TreeError, match="nằm trong"):
        services.move_organisation(organisation=top, parent=below, act=act(D2))
    with pytest.raises(services.TreeError, match="chính nó"):
        services.move_organisation(organisation=top, parent=top, act=act(D2))

    services.move_organisation(organisation=below, parent=other, act=act(D3))
    with pytest.raises(services.TreeError, match="nằm trong"):
        services.move_organisation(organisation=top, parent=below, act=act(D2))
    services.move_organisation(organisation=top, parent=below, act=act(D3))
    assert Organisation.objects.get(code="tren").path == "/khac/duoi/tren/"


def test_merging_closes_the_sources_and_keeps_who_they_were(make: Make) -> None:
    city = make("tp")
    one, two = make("mot", city), make("hai", city)
    make("con", one)

    target = services.merge_organisations(
        sources=[one, two],
        into=services.NewOrganisation(code="moi", name="Đơn vị mới", parent=city),
        act=act(D2, decision_number="1668/NQ-UBTVQH15"),
    )

    one.refresh_from_db()
    assert (one.valid_to, one.is_open, target.valid_from) == (D2, False, D2)
    assert Organisation.objects.get(code="con").path == "/tp/moi/con/"
    assert codes(D2 - timedelta(1)) == {"tp", "mot", "hai", "con"}
    assert codes(D2) == {"tp", "moi", "con"}
    assert queries.successors(one, TODAY) == [target]
    assert queries.successors(one, D2 - timedelta(1)) == [one]
    assert Entry.objects.filter(action="organisations.merged").get().detail["from"] == ["mot", "hai"]


def test_one_may_absorb_another_and_successors_follow_on(make: Make) -> None:
    one, two, three = make("mot"), make("hai"), make("ba")
    services.merge_organisations(sources=[one], into=two, act=act(D1))
    services.split_organisation(source=two, into=[three, services.NewOrganisation(name="Bốn")], act=act(D2))
    four = Organisation.objects.get(name="Bốn")
    services.close_organisation(organisation=four, act=act(D3))

    one.refresh_from_db()
    assert {o.code for o in queries.successors(one, D1)} == {"hai"}
    assert {o.code for o in queries.successors(one, D2)} == {"ba", "bon"}
    assert {o.code for o in queries.successors(one, TODAY)} == {"ba"}


def test_merging_a_parent_and_its_grandchild_keeps_the_one_between(make: Make) -> None:
    top = make("a")
    middle = make("b", top)
    bottom = make("c", middle)
    leaf = make("d", bottom)
    target = make("dich")

    services.merge_organisations(sources=[top, bottom], into=target, act=act(D2))

    assert Organisation.objects.get(pk=middle.pk).path == "/dich/b/"
    assert Organisation.objects.get(pk=leaf.pk).path == "/dich/d/"
    assert codes(D2) == {"dich", "b", "d"}


def test_a_split_gives_children_as_told(make: Make) -> None:
    source = make("goc")
    make("x", source)
    make("y", source)

    first, second = services.split_organisation(
        source=source,
        into=[services.NewOrganisation(code="p1", name="Một"), services.NewOrganisation(code="p2", name="Hai")],
        act=act(D2),
        children={"y": 1},
    )

    assert [o.code for o in first.children.all()] == ["x"]
    assert [o.code for o in second.children.all()] == ["y"]


@pytest.mark.parametrize(
    ("try_it", "why"),
    [
        (lambda a, b, c: services.close_organisation(organisation=a, act=act(D2)), "đơn vị trực thuộc"),
        (lambda a, b, c: services.merge_organisations(sources=[a], into=b, act=act(D2)), "nằm trong"),
        (lambda a, b, c: services.merge_organisations(sources=[a], into=a, act=act(D2)), "không thể cũng là"),
        (lambda a, b, c: services.merge_organisations(sources=[], into=a, act=act(D2)), "ít nhất một"),
        (lambda a, b, c: services.split_organisation(source=a, into=[c], act=act(D2)), "ít nhất hai"),
        (lambda a, b, c: services.split_organisation(source=a, into=[c, c], act=act(D2)), "khác nhau"),
        (lambda a, b, c: services.rename_organisation(organisation=a, name=" ", act=act(D2)), "phải có tên"),
        (lambda a, b, c: services.rename_organisation(organisation=a, name="x" * 201, act=act(D2)), "200 chữ"),
        (lambda a, b, c: services.rename_organisation(organisation=a, name="x", act=act(LONG_AGO)), "từ đó về sau"),
        (lambda a, b, c: act(TODAY + timedelta(1)), "chưa tới"),
        (
            lambda a, b, c: services.create_organisation(new=services.NewOrganisation(code="a", name="A"), act=act(D2)),
            "đã có",
        ),
        (
            lambda a, b, c: services.create_organisation(
                new=services.NewOrganisation(name="A", parent=c), act=act(date(2019, 1, 1))
            ),
            "chỉ có từ",
        ),
    ],
)  # fmt: skip
def test_what_would_break_the_tree_is_refused_and_changes_nothing(make: Make, try_it: object, why: str) -> None:
    a = make("a")
    b, c = make("b", a), make("c")
    before = list(Organisation.objects.values()), list(OrganisationState.objects.values())

    with pytest.raises(services.TreeError, match=why):
        try_it(a, b, c)  # type: ignore[operator]

    assert (list(Organisation.objects.values()), list(OrganisationState.objects.values())) == before


def test_a_closed_one_is_not_changed_again(make: Make) -> None:
    one = make("mot")
    services.close_organisation(organisation=one, act=act(D2))

    with pytest.raises(services.TreeError, match="đã kết thúc"):
        services.rename_organisation(organisation=one, name="Hai", act=act(D3))


def test_one_older_than_its_parent_stood_alone_before(make: Make) -> None:
    parent = make("ubnd", on=D2)
    new = services.NewOrganisation(code="chua", name="Chùa", parent=parent)
    services.create_organisation(new=new, act=act(), began_unknown=True)

    assert [(n.organisation.code, n.depth) for n in queries.as_of(D1)] == [("chua", 0)]
    assert [(n.organisation.code, n.depth) for n in queries.as_of(D2)] == [("ubnd", 0), ("chua", 1)]


def test_codes_are_made_from_names(make: Make) -> None:
    for _time in range(3):
        services.create_organisation(new=services.NewOrganisation(name="Trường Đại học"), act=act())

    assert set(Organisation.objects.values_list("code", flat=True)) == {
        "truong-dai-hoc", "truong-dai-hoc-2", "truong-dai-hoc-3"
    }  # fmt: skip


def test_events_are_published_after_commit(make: Make, django_capture_on_commit_callbacks: object) -> None:
    heard: list[events.OrganisationsMerged] = []
    receives(events.OrganisationsMerged)(heard.append)
    one, two = make("mot"), make("hai")

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.merge_organisations(sources=[one], into=two, act=act(D2))

    assert heard == [events.OrganisationsMerged(source_ids=(one.pk,), target_id=two.pk)]


def test_a_rehearsal_tells_and_changes_nothing(make: Make) -> None:
    one, two = make("mot"), make("hai")

    effects = services.rehearse(lambda: services.merge_organisations(sources=[one], into=two, act=act(D2)))

    assert [(e.name, e.after) for e in effects] == [("Đơn vị mot", "không còn từ 01/07/2025")]
    assert Organisation.objects.open().count() == 2
    assert not OrganisationChange.objects.filter(kind="merged").exists()


def random_act(dice: random.Random, step: int, on: date, make: Make) -> bool:
    """Try one act on that day; False when it is refused."""
    standing = list(Organisation.objects.open()) or [make(f"z{step}", on=date(2025, 12, 31))]
    a, b = dice.choice(standing), dice.choice(standing)
    fresh = services.NewOrganisation(code=f"n{step}", name=f"Mới {step}", parent=dice.choice([None, b]))
    since = act(on)
    tries = {
        8: lambda: services.create_organisation(new=fresh, act=since),
        3: lambda: services.rename_organisation(organisation=a, name=f"T{step}", act=since),
        5: lambda: services.move_organisation(organisation=a, parent=b, act=since),
        1.1: lambda: services.merge_organisations(sources=[a], into=b, act=since),
        1.2: lambda: services.merge_organisations(sources=list({a, b}), into=fresh, act=since),
        1.3: lambda: services.split_organisation(source=a, into=[b, fresh], act=since),
        1.4: lambda: services.close_organisation(organisation=a, act=since),
    }
    try:
        dice.choices(list(tries.values()), list(tries))[0]()
    except services.TreeError:
        return False
    return True


@pytest.mark.parametrize("seed", range(8))
def test_after_any_acts_every_day_has_a_whole_tree(make: Make, seed: int) -> None:
    """Random acts on random days; refused ones do not count. Then every day is looked at."""
    dice = random.Random(seed)
    start = date(2026, 1, 1)
    names = [make(f"g{n}", on=start - timedelta(1)) for n in range(3)]
    done = sum(random_act(dice, step, start + timedelta(dice.randrange(40)), make) for step in range(60))

    assert done > 10, names
    for day in (start + timedelta(n) for n in range(-2, 42)):
        standing_then = set(Organisation.objects.valid_on(day).values_list("code", flat=True))
        nodes = queries.as_of(day)
        assert [n.organisation.code for n in nodes if n.organisation.code not in standing_then] == []
        assert len(nodes) == len(standing_then), day
        roots = [n.organisation for n in nodes if n.depth == 0]
        assert sum(queries.subtree(root, at=day).count() for root in roots) == len(nodes)
    today = {n.organisation.code: n for n in queries.as_of(TODAY)}
    for one in Organisation.objects.open().select_related("parent"):
        assert one.path == f"{one.parent.path if one.parent else '/'}{one.code}/"
        assert (today[one.code].name, today[one.code].depth) == (one.name, one.depth)
    for state in OrganisationState.objects.all():
        assert not (state.valid_from and state.valid_to and state.valid_from >= state.valid_to)


def test_history_takes_the_same_queries_for_any_length(make: Make, django_assert_num_queries: object) -> None:
    one = make("mot")
    for n in range(12):
        services.rename_organisation(organisation=one, name=f"Tên {n}", act=act(D2 + timedelta(n)))

    with django_assert_num_queries(3):  # type: ignore[operator]
        for change in queries.history(one):
            list(change.from_organisations.all())
            list(change.to_organisations.all())


def test_acts_are_recorded_with_the_time_they_were_told(make: Make) -> None:
    make("mot")

    assert Entry.objects.get(action="organisations.created").at == NOW
