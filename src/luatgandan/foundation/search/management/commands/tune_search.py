"""`luatgandan tune_search --corpus FILE --questions FILE --out FILE`: learns the ranking, says what each part gains.

A corpus of documents tunes the model of documents, one of articles that of articles; what is not given stays as it is
in the packaged profile, and articles go on from the documents' model, learnt now or kept.
"""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.foundation.search.evaluation.corpus import BadRowError
from luatgandan.foundation.search.evaluation.training import gains
from luatgandan.foundation.search.evaluation.tuning import Checked, SameUnitError, checked, learn, prepare_all, tuned
from luatgandan.foundation.search.ranking import load_profile

_HELD_OUT = {"questions": "câu hỏi chưa gặp", "answers": "câu hỏi và lời đáp chưa gặp"}


class Command(BaseCommand):
    help = "Học cách xếp hạng từ các bộ văn bản có câu hỏi kèm lời đáp, kiểm tra chéo, ghi hồ sơ xếp hạng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corpus", type=Path, action="append", required=True, help="lặp lại được")
        parser.add_argument("--questions", type=Path, action="append", required=True, help="lặp lại được, cùng thứ tự")
        parser.add_argument("--out", type=Path, help="ghi hồ sơ vào tệp này (.npz)")
        parser.add_argument("--folds", type=int, default=5, help="số phần kiểm tra chéo; 0: không kiểm tra")

    def handle(self, *args: Any, **options: Any) -> None:
        if len(options["corpus"]) != len(options["questions"]):
            raise CommandError("Mỗi --corpus cần đúng một --questions đi kèm, theo cùng thứ tự.")
        today = timezone.localdate()
        kept = load_profile()
        try:
            sets = prepare_all(list(zip(options["corpus"], options["questions"], strict=True)), today, kept.weights)
        except BadRowError as error:
            raise CommandError(str(error)) from error
        except SameUnitError as error:
            raise CommandError("Mỗi hồ sơ chỉ học từ một bộ văn bản và một bộ điều luật.") from error
        learnt = learn(sets, kept.models)
        for one in sets:
            self.stdout.write(f"{one.name} ({one.unit}), phần đóng góp của từng cột:")
            for name, share in gains(learnt[one.unit]):
                self.stdout.write(f"  {name} {share:.2%}")
        folds = options["folds"]
        figures = self.cross_validated(checked(sets, learnt, kept.models, folds), folds) if folds > 1 else {}
        if options["out"]:
            about = {"made_on": today.isoformat(), "cross_validated": figures, "folds": folds}
            tuned(sets, learnt, kept, about).save(options["out"])
            self.stdout.write(f"Đã ghi {options['out']}.")

    def cross_validated(self, rows: Iterable[Checked], folds: int) -> dict[str, Any]:
        """Print the figures of all folds; by unit and what was held out."""
        found: dict[str, Any] = {}
        for one, held_out, typed, bare in rows:
            found.setdefault(one.unit, {})[held_out] = {"typed": typed, "without_marks": bare}
            self.stdout.write(f"{one.name} ({one.unit}), kiểm tra chéo {folds} phần, {_HELD_OUT[held_out]}: {typed}")
            self.stdout.write(f"  câu hỏi không dấu: {bare}")
        return found
