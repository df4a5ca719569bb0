"""From an SQLite file into the PostgreSQL database of the settings: every row once, counted and hashed on both sides.

The target must hold nothing. All of it happens in one transaction: a move that is killed leaves an empty schema with a
mark, and the next one begins again. Triggers and constraints of the target stay in force.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Cast

from luatgandan.foundation.modules.services import content_changed

from ..rules import BackupError
from . import databases

SOURCE = "moved_from"
MARK = "luatgandan move_database: unfinished"
NOT_MOVED = "wagtailsearch"  # Wagtail's own index for the desk has other tables on each database and is made anew
PIECE = 1_000
Tell = Callable[[str, int, int], None]
Row = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What was moved: rows by table."""

    rows: dict[str, int]


class _Sum:
    """Rows of a table in any order: how many, and the sum of their hashes."""

    def __init__(self, fields: Sequence[Any]) -> None:
        self.rows, self.hashes = 0, 0
        self._is_json = [_is_json(one) for one in fields]

    def add(self, row: Row) -> Row:
        """Count a row on its way."""
        values = [_plain(value, is_json) for value, is_json in zip(row, self._is_json, strict=True)]
        text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True)
        self.rows += 1
        self.hashes = (self.hashes + int.from_bytes(hashlib.sha256(text.encode()).digest())) % 2**256
        return row

    @property
    def told(self) -> tuple[int, int]:
        """What must be the same on both sides."""
        return self.rows, self.hashes


def move_database(*, source: Path, is_forced: bool, tell: Tell) -> Moved:
    """Copy everything of the SQLite file `source`; `tell(table, rows so far, rows in all)`.

    Raises BackupError; then nothing has been kept in the target.
    """
    if connection.vendor != "postgresql":
        raise BackupError("Đích phải là PostgreSQL: đặt LUATGANDAN_DATABASE=postgresql và các tên đi cùng.")
    if not source.is_file():
        raise BackupError(f"Không có tệp {source}.")
    if not is_forced and databases.is_locked(str(source)):
        raise BackupError("Cổng hoặc tiến trình nền còn mở tệp nguồn. Dừng chúng rồi chạy lại, hoặc thêm --force.")
    _make_ready()
    with _opened(source) as other, transaction.atomic(using=SOURCE):
        _refuse_other_versions(other)
        with transaction.atomic():
            rows = _copied(tell)
            _unmark()
    call_command("update_index", verbosity=0)
    content_changed()
    return Moved(rows=rows)


def _make_ready() -> None:
    """An empty schema gets its tables and a mark that says so; one that holds anything else is refused."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('public'::regnamespace)")
        is_begun = cursor.fetchone()[0] == MARK
        if not is_begun and connection.introspection.table_names(cursor):
            raise BackupError("Cơ sở dữ liệu đích không trống. Tạo một cơ sở dữ liệu mới rồi chạy lại.")
        cursor.execute(f"COMMENT ON SCHEMA public IS '{MARK}'")
    call_command("migrate", interactive=False, verbosity=0)


def _unmark() -> None:
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON SCHEMA public IS NULL")


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The source as one more connection of Django's, closed and forgotten at the end."""
    wanted = {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
    connections.settings[SOURCE] = connections.configure_settings({"default": wanted})["default"]
    try:
        yield connections[SOURCE]
    finally:
        connections[SOURCE].close()
        del connections[SOURCE]
        del connections.settings[SOURCE]


def _refuse_other_versions(other: Any) -> None:
    here, there = (set(MigrationRecorder(one).applied_migrations()) for one in (connection, other))
    labels = {config.label for config in apps.get_app_configs()}
    if different := sorted(".".join(one) for one in here ^ there if one[0] in labels):
        raise BackupError(f"Nguồn không cùng phiên bản ({different[0]}): chạy luatgandan prepare với tệp nguồn trước.")


def moved_models() -> list[type[models.Model]]:
    """Every model with a table of its own, links between many and many too."""
    found = apps.get_models(include_auto_created=True)
    return [one for one in found if one._meta.managed and not one._meta.proxy and one._meta.app_label != NOT_MOVED]


def _copied(tell: Tell) -> dict[str, int]:
    """All tables, in any order: foreign keys are looked at when all rows are there."""
    wanted = moved_models()
    _empty(wanted)
    read = {model: _copy(model, tell) for model in wanted}
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), wanted):
            cursor.execute(statement)
    for model, one in read.items():
        _compare(model, one)
    return {model._meta.db_table: one.rows for model, one in read.items()}


def _empty(wanted: Sequence[type[models.Model]]) -> None:
    """What migrations wrote goes: it comes again with the rows of the source."""
    with connection.cursor() as cursor:
        for model in wanted:
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")  # noqa: S608 - our tables
            if cursor.fetchone()[0]:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def _copy(model: type[models.Model], tell: Tell) -> _Sum:
    """One table as a stream, through the fields: each database writes dates, booleans and JSON in its own way."""
    fields, table = _fields(model), model._meta.db_table
    found = _Sum(fields)
    of = models.QuerySet(model, using=SOURCE).count()
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    into = f"COPY {connection.ops.quote_name(table)} ({columns}) FROM STDIN"
    rows = map(found.add, _rows(model, SOURCE))
    try:
        with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(into) as out:
            while piece := list(islice(rows, PIECE)):
                for row in piece:
                    out.write_row([_written(one, value) for one, value in zip(fields, row, strict=True)])
                tell(table, found.rows, of)
    except DatabaseError as error:
        raise BackupError(f"Bảng {table}, sau dòng {found.rows}: {error}") from error
    return found


def _compare(model: type[models.Model], read: _Sum) -> None:
    found = _Sum(_fields(model))
    for row in _rows(model, "default"):
        found.add(row)
    if found.told != read.told:
        table = model._meta.db_table
        raise BackupError(
            f"Bảng {table} không khớp: đọc {read.rows} dòng, đích có {found.rows} dòng hoặc khác nội dung."
        )


def _fields(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def _rows(model: type[models.Model], alias: str) -> Iterator[Row]:
    names = [Cast(one.attname, models.TextField()) if _is_json(one) else one.attname for one in _fields(model)]
    return models.QuerySet(model, using=alias).order_by().values_list(*names).iterator(chunk_size=PIECE)


def _is_json(field: Any) -> bool:
    """What is kept as JSON is copied as text: the pages' blocks would drop what they do not know any more."""
    return bool(field.get_internal_type() == "JSONField")


def _written(field: Any, value: Any) -> Any:
    return value if _is_json(field) else field.get_db_prep_save(value, connection)


def _plain(value: Any, is_json: bool) -> Any:
    """The same value from both databases."""
    if is_json:
        return value and json.loads(value)
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value
