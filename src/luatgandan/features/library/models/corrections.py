"""What was read of a file, line by line, and what people corrected in it."""

import json
import zlib
from dataclasses import asdict
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.legaltext.corrections import Edit
from luatgandan.lib.legaltext.lines import Align, Finding, Line, LineMark

from ..enums import CorrectionState
from .text import SourceFile


class Transcript(models.Model):
    """The lines of a file as the machine read them, packed; so that nobody waits for a scan to be read twice."""

    file = models.OneToOneField(SourceFile, models.CASCADE, related_name="transcript")
    format = models.CharField(_("định dạng"), max_length=20)
    pages = models.PositiveIntegerField(_("số trang"), default=0)
    packed = models.BinaryField(_("các dòng"))
    findings = models.JSONField(_("lưu ý khi đọc"), default=list)
    read_at = models.DateTimeField(_("đọc lúc"))

    class Meta:
        verbose_name = _("bản chép")
        verbose_name_plural = _("bản chép")

    def __str__(self) -> str:
        return str(self.file_id)

    @staticmethod
    def pack(lines: tuple[Line, ...]) -> bytes:
        """The lines as compressed JSON, values that say nothing left out."""
        rows = [{name: value for name, value in asdict(line).items() if value != _PLAIN[name]} for line in lines]
        return zlib.compress(json.dumps(rows, ensure_ascii=False).encode())

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that were packed."""
        return tuple(_line(values) for values in json.loads(zlib.decompress(bytes(self.packed))))

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What the reader wanted people to know."""
        return tuple(Finding(one["code"], one["message"], one["line"]) for one in self.findings)


_PLAIN = asdict(Line(""))


def _line(values: dict[str, Any]) -> Line:
    known = {**_PLAIN, **values}
    rows = tuple(tuple(row) for row in known.pop("rows"))
    return Line(**known | {"rows": rows, "align": Align(known["align"]), "mark": LineMark(known["mark"])})


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Chainable filters over corrections."""

    def current(self) -> Self:
        """Those that count."""
        return self.filter(state=CorrectionState.CURRENT)

    def draft(self) -> Self:
        """Those being made."""
        return self.filter(state=CorrectionState.DRAFT)


class Correction(models.Model):
    """All that people corrected in one file up to one moment; a later one takes its place, none is ever deleted.

    `edits` are `lib.legaltext.corrections.Edit`; `header` what the head of the text does not say (kind, number …);
    `takes_all`: the file holds several documents and all are imported.
    """

    file = models.ForeignKey(SourceFile, models.CASCADE, related_name="corrections")
    state = models.CharField(_("tình trạng"), max_length=8, choices=CorrectionState.choices)
    edits = models.JSONField(_("chỗ sửa"), default=list)
    header = models.JSONField(_("thông tin văn bản"), default=dict)
    takes_all = models.BooleanField(_("nhập mọi văn bản trong tệp"), default=False)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("lúc"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người sửa")
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần sửa tệp")
        verbose_name_plural = _("lần sửa tệp")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "state"],
                condition=models.Q(state__in=("draft", "current")),
                name="one_draft_and_one_current_correction",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file} ({self.made_at:%d/%m/%Y})"

    @property
    def steps(self) -> tuple[Edit, ...]:
        """The edits as values."""
        return tuple(Edit.from_json(values) for values in self.edits)
