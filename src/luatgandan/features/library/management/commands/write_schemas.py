"""`luatgandan write_schemas DIR`: the JSON Schema of every kind of record as a file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from luatgandan.features.library.enums import RecordKind
from luatgandan.features.library.queries.schemas import record_schema


class Command(BaseCommand):
    """Write the schemas; docs/schemas holds those of SITE_URL as it is by default."""

    help = "Ghi lược đồ JSON (JSON Schema) của từng loại tư liệu ra tệp."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="THƯ-MỤC")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in RecordKind.values:
            text = json.dumps(record_schema(kind), ensure_ascii=False, indent=2)
            (folder / f"{kind}.schema.json").write_text(f"{text}\n", encoding="utf-8")
        self.stdout.write(f"{len(RecordKind.values)} lược đồ ở {folder}")
