"""`luatgandan tune_search --corpus FILE --questions FILE --out FILE`: learns the ranking, says what each part gains."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from luatgandan.foundation.search.evaluation.corpus import BadRowError
from luatgandan.foundation.search.evaluation.tuning import Learnt, SameUnitError, checked, prepare_all, tuned
from luatgandan.foundation.search.ranking import load_profile

_SHOWN = ("R@5", "R@10", "MRR@10")


class Command(BaseCommand):
    help = "Học cách xếp hạng từ các bộ văn bản có câu hỏi kèm lời đáp, kiểm tra chéo, ghi hồ sơ xếp hạng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corpus", type=Path, action="append", required=True, help="lặp lại được")
        parser.add_argument("--questions", type=Path, action="append", required=True, help="lặp lại được, cùng thứ tự")
        parser.add_argument("--out", type=Path, help="ghi hồ sơ vào tệp này (.npz)")
        parser.add_argument("--folds", type=int, default=5, help="số phần kiểm tra chéo; 0: không kiểm tra")
        parser.add_argument("--plain", action="store_true", help="chỉ kiểm tra mô hình đủ, không bỏ bớt từng nhóm")

    def handle(self, *args: Any, **options: Any) -> None:
        if len(options["corpus"]) != len(options["questions"]):
            raise CommandError("Mỗi --corpus cần đúng một --questions đi kèm, theo cùng thứ tự.")
        today = timezone.localdate()
        weights = load_profile().weights
        try:
            sets = prepare_all(list(zip(options["corpus"], options["questions"], strict=True)), today, weights)
        except BadRowError as error:
            raise CommandError(str(error)) from error
        except SameUnitError as error:
            raise CommandError("Mỗi hồ sơ chỉ học từ một bộ văn bản và một bộ điều luật.") from error
        figures = self.check(sets, options["folds"], options["plain"]) if options["folds"] > 1 else {}
        if options["out"]:
            about = {"made_on": today.isoformat(), "cross_validated": figures, "folds": options["folds"]}
            tuned(sets, weights, about).save(options["out"])
            self.stdout.write(f"Đã ghi {options['out']}.")

    def check(self, sets: list[Learnt], folds: int, is_plain: bool) -> dict[str, Any]:
        """Print the figures of all folds; those of the full models, by unit."""
        found: dict[str, Any] = {}
        full: dict[str, dict[str, float]] = {}
        for one, family, typed, bare in checked(sets, folds, is_plain=is_plain):
            if not family:
                found[one.unit] = {"typed": typed, "without_marks": bare}
                full[one.unit] = typed
                self.stdout.write(f"{one.name} ({one.unit}), kiểm tra chéo {folds} phần: {typed}")
                self.stdout.write(f"  câu hỏi không dấu: {bare}")
                continue
            gains = ", ".join(f"{name} {full[one.unit][name] - typed[name]:+.4f}" for name in _SHOWN)
            self.stdout.write(f"  nhóm {family} góp: {gains}")
        return found
