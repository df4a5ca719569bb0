"""Every address × every kind of person against the reviewed matrix; what is not in it is denied."""

import pytest
from django.test import override_settings

from luatgandan.foundation.accounts.rules.roles import MATRIX as RIGHTS

from . import crawl
from .addresses import addresses, routes
from .answers import LEFT_OPEN
from .world import World

pytestmark = LEFT_OPEN


@pytest.mark.django_db
def test_every_address_lets_in_whom_the_matrix_says(world: World, part: slice, request: pytest.FixtureRequest) -> None:
    walked = addresses(world)[part]
    with override_settings(**crawl.SETTINGS):
        found = crawl.rows(world, walked)
    if request.config.getoption("--write-matrix", default=False):
        crawl.write(found)
    reasons, asked = crawl.read(), {one.route for one in walked}
    expected = {line for line in reasons if crawl.route_of(line) in asked}
    changed = sorted(set(found) ^ expected)
    assert not changed, "\n".join(("- " if line in expected else "+ ") + line for line in changed)
    unexplained = [line for line in found if crawl.needs_a_reason(line) and not reasons[line]]
    assert not unexplained, "\n".join(unexplained)


def test_the_matrix_knows_no_address_that_is_gone() -> None:
    assert {crawl.route_of(line) for line in crawl.read()} == set(routes())


def test_those_who_are_asked_for_in_another_ward_hold_every_right_there() -> None:
    asked = {action for letter in "hdv" for action in RIGHTS[crawl.ROLES[letter]]}
    assert asked == {action for actions in RIGHTS.values() for action in actions}
