"""`luatgandan evaluate_search --corpus FILE --questions FILE`: how well and how fast search finds what it should."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.foundation.search.evaluation.corpus import BadRowError
from luatgandan.foundation.search.evaluation.measuring import Task, evaluate
from luatgandan.foundation.search.ranking import BadProfileError


class Command(BaseCommand):
    help = "Đo chất lượng và tốc độ tìm kiếm trên một bộ văn bản có câu hỏi kèm lời đáp, trong một chỉ mục tạm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corpus", type=Path, required=True, help="văn bản hoặc điều luật: JSON Lines, có thể .xz")
        parser.add_argument("--questions", type=Path, required=True, help="câu hỏi: {id, question, relevant}")
        parser.add_argument("--baseline", choices=["fts5"], help="đo thêm SQLite FTS5 để so sánh")
        parser.add_argument("--no-marks", action="store_true", help="bỏ hết dấu trong câu hỏi")
        parser.add_argument("--profile", type=Path, help="hồ sơ xếp hạng khác với hồ sơ có sẵn")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        task = Task(
            corpus=options["corpus"],
            questions=options["questions"],
            today=timezone.localdate(),
            profile=options["profile"],
            without_marks=options["no_marks"],
            with_baseline=options["baseline"] is not None,
            is_quiet=options["verbosity"] == 0,
        )
        try:
            found = evaluate(task)
        except (BadRowError, BadProfileError) as error:
            raise CommandError(str(error)) from error
        except FileNotFoundError as error:
            raise CommandError(f"Không thấy tệp {error.filename}. Hãy kiểm tra lại đường dẫn.") from error
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) if options["json"] else _told(found))


def _told(found: dict[str, Any], indent: str = "") -> str:
    """The figures as indented lines."""
    lines = []
    for name, value in found.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", _told(value, f"{indent}  ")]
        else:
            lines.append(f"{indent}{name}: {value}")
    return "\n".join(filter(None, lines))
