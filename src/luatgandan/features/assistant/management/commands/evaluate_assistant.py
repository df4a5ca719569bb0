"""`luatgandan evaluate_assistant --questions FILE`: how well the assistant answers, over the laws of this house."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.features.assistant.queries.measuring import figures, missed, run, succeeded
from luatgandan.features.assistant.queries.question_sets import (
    BadQuestionError,
    answerable,
    in_their_time,
    read_questions,
    with_successors,
)


class Command(BaseCommand):
    help = "Đo trợ lý trên một bộ câu hỏi có lời đáp (JSON Lines: question, articles, status)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--questions", type=Path, required=True, help="tệp câu hỏi")
        parser.add_argument("--known", action="store_true", help="chỉ hỏi những câu mà điều luật cần có ở đây")
        parser.add_argument(
            "--then",
            action="store_true",
            help="văn bản cần có đã hết hiệu lực: hỏi luật của ngày cuối còn hiệu lực",
        )
        parser.add_argument(
            "--successors",
            action="store_true",
            help="thêm một số đo: trích văn bản cần có hoặc văn bản đã thay thế nó",
        )
        parser.add_argument("--missed", action="store_true", help="in cả những câu trả lời chưa đúng")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            questions = read_questions(options["questions"])
        except BadQuestionError as error:
            raise CommandError(str(error)) from error
        except FileNotFoundError as error:
            raise CommandError(f"Không thấy tệp {error.filename}. Hãy kiểm tra lại đường dẫn.") from error
        today, read = timezone.localdate(), len(questions)
        questions = answerable(questions) if options["known"] else questions
        questions = in_their_time(questions, today=today) if options["then"] else questions
        questions = with_successors(questions, today=today) if options["successors"] else questions
        outcomes = run(questions, today=today)
        found = figures(outcomes) | {"left_out": read - len(questions)}
        found |= {"document_or_successor_in_first_3": succeeded(outcomes)} if options["successors"] else {}
        found |= {"missed": missed(outcomes)} if options["missed"] else {}
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in found.items()))
