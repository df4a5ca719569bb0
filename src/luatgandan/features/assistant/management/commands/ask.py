"""`luatgandan ask "…"`: one question, its answer and its proof, on the command line; nothing is stored."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.features.assistant.pipeline.values import Card
from luatgandan.features.assistant.queries import Asked, answer
from luatgandan.lib.vietnamese.days import read_day


class Command(BaseCommand):
    help = "Hỏi trợ lý pháp luật một câu; in câu trả lời kèm căn cứ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question", help="câu hỏi")
        parser.add_argument("--at", default="", help="luật của ngày nào, như 2025-07-01")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        day = read_day(options["at"]) if options["at"] else None
        if options["at"] and day is None:
            raise CommandError("Không đọc được ngày. Hãy viết như 2025-07-01.")
        card = answer(Asked(text=options["question"], today=timezone.localdate(), at=day))
        told = json.dumps(card.to_dict(), ensure_ascii=False, indent=2) if options["json"] else _told(card)
        self.stdout.write(told)


def _told(card: Card) -> str:
    lines = [f"{card.status.value} ({card.status.label}), luật ngày {card.day:%d/%m/%Y}"]
    if card.official:
        lines += [card.official.title, card.official.answer]
    lines += [one.text for one in card.sentences]
    lines += [f"  {unit.label} {unit.name} ({unit.number}): {unit.url}" for unit in card.units]
    lines += [f"  {one.label}" for one in (card.clarification.choices if card.clarification else ())]
    return "\n".join(lines)
