"""All migrations of ours are taken back and made again, on the database of the settings (or docs/scaled_tests.py).

Not in `make test`: some three minutes. `pytest tests/upgrade`, before each release.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Node = tuple[str, str]
# Django, Wagtail and allauth have tables with people in them; some of Wagtail's own migrations cannot go back.
UNDER_LIBRARIES = {"accounts.0001_initial", "organisations.0001_initial", "places.0001_initial"}


def ours() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("luatgandan.")}


def free(graph: Any) -> set[Node]:
    """What can be taken back without taking back a library's migration."""
    mine = {node for node in graph.nodes if node[0] in ours()}
    return {node for node in mine if all(label in ours() for label, _ in graph.backwards_plan(node))}


def before(graph: Any, node: Node) -> tuple[str, str | None]:
    """Where an app stands when this migration is taken back."""
    own = [parent.key for parent in graph.node_map[node].parents if parent.key[0] == node[0]]
    return own[0] if own else (node[0], None)


def tables() -> set[str]:
    return set(connection.introspection.table_names())


@pytest.mark.django_db(transaction=True)
def test_all_the_way_back_and_forward_again() -> None:
    stood = tables()
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    wanted = free(graph)
    assert {".".join(node) for node in graph.nodes if node[0] in ours()} - {".".join(node) for node in wanted} == (
        UNDER_LIBRARIES
    )
    executor.migrate([before(graph, min(node for node in wanted if node[0] == label)) for label, _ in wanted])
    executor.loader.build_graph()
    assert not wanted & set(executor.loader.applied_migrations)
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in ours()]
    kept = {label.partition(".")[0] for label in UNDER_LIBRARIES}
    gone = {model._meta.db_table for model in models if model._meta.app_label not in kept}
    assert not gone & tables()
    executor.migrate(graph.leaf_nodes())
    assert tables() == stood
