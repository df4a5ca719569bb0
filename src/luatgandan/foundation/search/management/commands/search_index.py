"""`luatgandan search_index status|rebuild|check`: how the index stands, building it anew, proving that it is right."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from luatgandan.backends.search import SearchError
from luatgandan.foundation.search import queries, services

SHOWN = 10


class Command(BaseCommand):
    help = "Chỉ mục tìm kiếm: tình trạng (status), lập lại (rebuild), đối chiếu với cơ sở dữ liệu (check)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=("status", "rebuild", "check"))
        parser.add_argument("--repair", action="store_true", help="Khi đối chiếu: sửa ngay chỗ khác nhau.")
        parser.add_argument("--json", action="store_true", help="In kết quả bằng JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            acts = {"status": self.show_status, "rebuild": self.rebuild_all, "check": self.compare_all}
            answer, is_fine = acts[options["act"]](options)
        except SearchError as error:
            raise CommandError(f"Không đọc được chỉ mục: {error}. Chạy: luatgandan search_index rebuild") from error
        except services.IndexIsHeldError as error:
            raise CommandError("Một tiến trình khác đang ghi chỉ mục. Hãy thử lại sau ít phút.") from error
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if not is_fine:
            raise SystemExit(1)

    def show_status(self, options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        found = queries.standing()
        if not options["json"]:
            self.stdout.write(f"Số đoạn: {found.engine.entries}; dung lượng: {found.engine.size_bytes / 1e6:.1f} MB")
            self.stdout.write(f"Thay đổi đang chờ: {found.waiting}; gặp lỗi: {found.failed}")
            self.stdout.write(f"Cập nhật lúc: {found.state['changed_at'] or 'chưa có'}")
            if found.problem:
                self.stdout.write(f"Vướng mắc: {found.problem}")
            if found.is_outdated:
                self.stdout.write("Cần lập lại chỉ mục: luatgandan search_index rebuild")
        return found.to_dict(), not (found.problem or found.is_outdated)

    def rebuild_all(self, options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        started = time.monotonic()
        count = services.rebuild_index(progress=self.progress(options))
        seconds = time.monotonic() - started
        self.tell(options, f"Đã lập chỉ mục {count} đoạn trong {seconds:.1f} giây.")
        return {"entries": count, "seconds": round(seconds, 2)}, True

    def compare_all(self, options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        report = services.check_index(repair=options["repair"])
        found = report.differences
        named = {"thiếu": found.missing, "thừa": found.extra, "khác": found.differing}
        for label, ids in named.items():
            if ids:
                self.tell(options, f"{label}: {len(ids)} ({', '.join(ids[:SHOWN])}{' …' if ids[SHOWN:] else ''})")
        if report.is_same:
            done = f" (đã sửa {report.repaired})" if report.repaired else ""
            self.tell(options, f"Chỉ mục khớp cơ sở dữ liệu: {report.entries} đoạn{done}.")
        return report.to_dict(), report.is_same

    def progress(self, options: dict[str, Any]) -> Any:
        shows = self.stdout.isatty() and not options["json"]

        def tell(count: int) -> None:
            self.stdout.write(f"\r  đã đọc {count} mục", ending="")
            self.stdout.flush()

        return tell if shows else lambda count: None

    def tell(self, options: dict[str, Any], text: str) -> None:
        if not options["json"]:
            self.stdout.write(text)
