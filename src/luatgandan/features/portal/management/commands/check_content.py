"""`luatgandan check_content`: does what we tell citizens stand in the law?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from luatgandan.features.portal.checks.citations import Checker, Level, Result
from luatgandan.features.portal.checks.content import LIBRARY_STARTER, Answer, cited_from, read_starter
from luatgandan.features.portal.checks.laws import Laws, read_laws
from luatgandan.features.portal.checks.records import read_records
from luatgandan.features.portal.checks.report import REMARKS, to_json, to_lines, to_markdown
from luatgandan.features.portal.models import TopicPage


class Command(BaseCommand):
    help = (
        "Đối chiếu mọi trích dẫn của nội dung khởi đầu (thêm --live: cả trang chủ đề đang đăng) với văn bản luật. "
        "Mã thoát 1 khi có lỗi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--laws", type=Path, default=Path("../shared/data"), metavar="THƯ-MỤC", help="dữ liệu luật")
        parser.add_argument("--report", type=Path, metavar="TỆP", help="ghi trang rà soát (Markdown) cho luật sư")
        parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
        parser.add_argument(
            "--live", action="store_true", help="soát cả các trang chủ đề đang đăng trong cơ sở dữ liệu"
        )

    def handle(self, *args: Any, laws: Path, report: Path | None, as_json: bool, live: bool, **options: Any) -> None:
        answers = [*read_starter(), *(_published() if live else ())]
        texts = self.read(laws, answers, quiet=as_json)
        records = read_records(LIBRARY_STARTER / "documents.tsv")
        result = Checker(records, texts, timezone.localdate()).check(answers)
        if report:
            report.write_text(to_markdown(result, REMARKS.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(to_json(result) if as_json else "\n".join(to_lines(result)))
        self.finish(result)

    def read(self, folder: Path, answers: Sequence[Answer], *, quiet: bool) -> Laws | None:
        """The cited articles; None when the data are not there. Progress goes to stderr with --json."""
        stream = self.stderr if quiet else self.stdout
        if not folder.is_dir():
            stream.write(f"Không có dữ liệu luật ở {folder}: chỉ soát danh mục văn bản và các số liệu ghi sẵn.")
            return None
        wanted: dict[str, set[str]] = defaultdict(set)
        for cited in (cited for answer in answers for cited in answer.citations):
            wanted[cited.document].add(cited.article)
        stream.write(f"Đọc các điều được dẫn của {len(wanted)} văn bản …")
        return read_laws(folder, wanted, say=stream.write)

    def finish(self, result: Result) -> None:
        """Fail when there are errors."""
        if errors := result.at(Level.ERROR):
            raise CommandError(f"{len(errors)} lỗi trong nội dung.", returncode=1)


def _published() -> Iterator[Answer]:
    """The answers of the published topic pages, as citizens see them."""
    for page in TopicPage.objects.live().order_by("path"):
        for block in page.questions:
            asked = block.value
            yield Answer(
                group=f"Đang đăng: {page.title}",
                label=asked["question"],
                sentences=(asked["short_answer"], *asked["steps"]),
                citations=tuple(cited_from(cited, cited["document"].number) for cited in asked["citations"]),
                to_confirm=tuple(asked["to_confirm"]),
            )
