"""What a check says: what does not fit, and what a person compares with the published pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Finding:
    """Something that does not fit: where, and what in words."""

    where: str
    told: str

    def __str__(self) -> str:
        return f"{self.where}: {self.told}"


@dataclass(frozen=True, kw_only=True)
class Seal:
    """What a person compares with the published pages: the file alone cannot tell that it states them rightly."""

    round: int
    times: Mapping[str, str]
    commitment: str
    receipts: str
    ranked: int
    left_out: int
    voided: Sequence[str]
    extra_seconds: Sequence[int]
    outages: Sequence[str]
    set_aside: int
    finalists: Sequence[str] | None = None
    takes_from_earlier: int = 0
    passed_over: Sequence[str] = ()

    def __str__(self) -> str:
        parts = (
            self._when(),
            self._hashes(),
            self._people(),
            self._voided(),
            self._extra(),
            self._outages(),
            self._finalists(),
        )
        return "; ".join(words for words in parts if words)

    def _when(self) -> str:
        told = _("Vòng %(round)d: niêm phong %(sealed_at)s, mở %(starts_at)s, đóng %(ends_at)s, xếp hạng %(ranked_at)s")
        return told % {"round": self.round, **self.times}

    def _hashes(self) -> str:
        return _("mã niêm phong %(commitment)s; mã các biên nhận %(receipts)s") % {
            "commitment": self.commitment, "receipts": self.receipts or "–",
        }  # fmt: skip

    def _people(self) -> str:
        return _("%(ranked)d người được xếp hạng, %(left_out)d người đã nộp bài mà không được xếp hạng") % {
            "ranked": self.ranked, "left_out": self.left_out,
        }  # fmt: skip

    def _voided(self) -> str:
        return _("câu bị hủy: %s") % (", ".join(self.voided) or _("không có"))

    def _extra(self) -> str:
        if not self.extra_seconds:
            return ""
        return _("%(count)d bài được thêm giờ, nhiều nhất %(seconds)d giây") % {
            "count": len(self.extra_seconds), "seconds": self.extra_seconds[0],
        }  # fmt: skip

    def _finalists(self) -> str:
        if self.finalists is None:
            return ""
        told = _(
            "%(count)d người vào chung kết, lấy %(most)d người mỗi vòng trước; đứng trước mà không vào: %(passed)s"
        )
        passed = ", ".join(self.passed_over) or _("không có")
        return told % {"count": len(self.finalists), "most": self.takes_from_earlier, "passed": passed}

    def _outages(self) -> str:
        if not (self.outages or self.set_aside):
            return ""
        told = {"spans": ", ".join(self.outages) or _("không có"), "set_aside": self.set_aside}
        return _("sự cố: %(spans)s; %(set_aside)d lượt đã thi lại nên không tính") % told


@dataclass
class Verdict:
    """What a check looked at and what it found; `findings` is empty when all fits."""

    rounds: int = 0
    attempts: int = 0
    seals: list[Seal] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
