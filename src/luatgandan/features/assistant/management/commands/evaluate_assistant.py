"""`luatgandan evaluate_assistant --questions FILE`: how well the assistant answers, over the laws of this house."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.features.assistant.queries.measuring import (
    BadQuestionError,
    figures,
    missed,
    read_questions,
    run,
)


class Command(BaseCommand):
    help = "Đo trợ lý trên một bộ câu hỏi có lời đáp (JSON Lines: question, articles, status)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--questions", type=Path, required=True, help="tệp câu hỏi")
        parser.add_argument("--missed", action="store_true", help="in cả những câu trả lời chưa đúng")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            questions = read_questions(options["questions"])
        except BadQuestionError as error:
            raise CommandError(str(error)) from error
        except FileNotFoundError as error:
            raise CommandError(f"Không thấy tệp {error.filename}. Hãy kiểm tra lại đường dẫn.") from error
        outcomes = run(questions, today=timezone.localdate())
        found = figures(outcomes) | ({"missed": missed(outcomes)} if options["missed"] else {})
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in found.items()))
