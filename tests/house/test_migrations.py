"""Every migration of ours has a way back."""

from django.apps import apps
from django.db.migrations import Migration, RunPython
from django.db.migrations.loader import MigrationLoader

from luatgandan.foundation.audit.models import Entry


def one_way(migrations: dict[tuple[str, str], Migration]) -> list[str]:
    """What cannot be taken back."""
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("luatgandan.")}
    return [
        f"{app}.{name}: {operation.describe()}"
        for (app, name), migration in sorted(migrations.items())
        if app in ours
        for operation in migration.operations
        if not operation.reversible
    ]


def test_migrations_go_both_ways() -> None:
    assert one_way(MigrationLoader(None).disk_migrations) == []


def test_one_without_a_way_back_is_caught() -> None:
    migration = Migration("0002_lost", Entry._meta.app_label)
    migration.operations = [RunPython(lambda apps, editor: None)]
    assert one_way({("audit", "0002_lost"): migration}) == ["audit.0002_lost: Raw Python operation"]
