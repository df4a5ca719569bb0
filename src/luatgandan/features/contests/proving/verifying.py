"""Seals, papers, scores, receipts, the prediction and places, computed again and compared with what a file states."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, pairwise
from math import ceil
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import PredictionBase
from ..formats import actual_of, faults, places
from ..papers.drawing import TooFewQuestionsError, draw, lot_of, paper_hash
from ..papers.receipts import all_receipts, receipt
from ..papers.scoring import score_paper
from ..papers.sealing import commitment
from ..papers.values import Rules, Run, counted_from, millis_between
from .findings import Finding, Seal, Verdict
from .lines import FORM, FORMS, ROUND_TIMES, AttemptLine, RoundLine


class OldFormError(Exception):
    """A file of a form that is read no more: the contest has a newer one."""


def verify(lines: Iterable[str], *, commitments: Collection[str] = (), receipts: Collection[str] = ()) -> Verdict:
    """Check an exported contest, line by line. A broken file is a finding, not an error.

    `commitments` and `receipts` (the hash over all of a round) as they stood on the public pages. A file made up from
    the beginning fits itself: only these tell that it is the round that was sealed, and that no attempt is missing.
    """
    verdict = Verdict()
    try:
        _check(lines, verdict)
    except OldFormError:
        verdict.findings.append(Finding(_("Cả tệp"), _("tệp theo mẫu cũ; hãy tải tệp mới ở trang cuộc thi.")))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        told = _("tệp hỏng hoặc thiếu dữ liệu (%s).") % type(error).__name__
        verdict.findings.append(Finding(_("Sau %d lượt thi") % verdict.attempts, told))
    verdict.findings += _unlike(
        {one.round: one.commitment for one in verdict.seals}, commitments,
        _("mã niêm phong không phải mã đã công bố."), _("không có vòng nào mang mã niêm phong đã công bố %s."),
    )  # fmt: skip
    verdict.findings += _unlike(
        {one.round: one.receipts for one in verdict.seals}, receipts,
        _("mã các biên nhận không phải mã đã công bố."), _("không có vòng nào mang mã các biên nhận đã công bố %s."),
    )  # fmt: skip
    return verdict


def _unlike(stated: Mapping[int, str], published: Collection[str], other: str, lost: str) -> Iterator[Finding]:
    """What the file states of its rounds beside what was published, if anything is given."""
    known = {one.strip().lower() for one in published}
    for round, hashed in stated.items():
        if known and hashed not in known:
            yield Finding(_("Vòng %d") % round, other)
    for one in sorted(known - set(stated.values())):
        yield Finding(_("Cả tệp"), lost % one)


def _check(lines: Iterable[str], verdict: Verdict) -> None:
    rows = (json.loads(line) for line in lines if line.strip())
    head: dict[str, Any] = next(rows, {})
    if str(head.get("form")).startswith(FORMS) and head["form"] != FORM:
        raise OldFormError
    if head.get("form") != FORM:
        raise ValueError("not an exported contest")
    earlier: list[list[str]] = []
    for row in rows:
        line = RoundLine.from_dict(row)
        checked = _Round(str(head["contest"]), line)
        for attempt in islice(rows, line.attempts):
            checked.add(AttemptLine.from_dict(attempt))
            verdict.attempts += 1
        called = _Called(line, earlier)
        verdict.findings += [*checked.findings(), *called.findings(checked.attempts.values())]
        verdict.seals.append(replace(checked.seal(), passed_over=sorted(called.passed_over)))
        if line.finalists is None:
            earlier.append(checked.ranked())
        verdict.rounds += 1
    if verdict.rounds != head["rounds"]:
        verdict.findings.append(Finding(_("Cả tệp"), _("thiếu hoặc thừa vòng thi.")))


class _Round:
    """One round while its attempts come by: only what ranking needs of them is kept."""

    def __init__(self, contest: str, line: RoundLine) -> None:
        self.contest, self.line = contest, line
        self.questions = {one.code: one for one in line.questions}
        self.extra = frozenset(line.extra_seconds)
        self.attempts: dict[tuple[str, int], AttemptLine] = {}
        self.found: list[Finding] = []

    def add(self, attempt: AttemptLine) -> None:
        """Check an attempt by itself."""
        where = _where(attempt)
        if (attempt.entrant, attempt.number) in self.attempts or attempt.round != self.line.round:
            self.found.append(Finding(where, _("lượt thi này có hai lần trong tệp, hoặc thuộc vòng khác.")))
        self.attempts[attempt.entrant, attempt.number] = attempt
        self.found += [Finding(where, told) for told in self._faults(attempt)]

    def _faults(self, attempt: AttemptLine) -> Iterator[str]:
        line, rules = self.line, self.line.rules
        try:
            slots = draw(rules, self.questions.values(), seed=line.seed, entrant=attempt.entrant, number=attempt.number)
        except TooFewQuestionsError:
            yield _("không bốc được đề từ các câu hỏi trong tệp.")
            return
        answers = dict(attempt.answers)
        score = score_paper(slots, self.questions, answers, rules=rules, voided=line.voided_codes)
        checks = (
            (paper_hash(slots) == attempt.paper, _("đề bốc lại không giống đề đã phát.")),
            (len(answers) == len(attempt.answers), _("một câu có hai câu trả lời.")),
            (all(0 <= slot < len(slots) for slot in answers), _("có câu trả lời cho câu không có trong đề.")),
            (score == attempt.score, _("điểm tính lại là %(new)d, tệp ghi %(old)d (phần nghìn câu).")
             % {"new": score, "old": attempt.score}),
            ((score == rules.best_score) == attempt.is_all_right, _("ghi sai về việc trả lời đúng hết.")),
            (millis_between(_begins(attempt, rules), attempt.submitted_at) == attempt.millis,
             _("thời gian làm bài không khớp lúc bắt đầu, lúc đề hiện và lúc nộp.")),
            (not attempt.is_automatic or self._ended_by_clock(attempt),
             _("ghi là hệ thống nộp thay mà nộp trước khi hết giờ.")),
            (attempt.is_automatic or not self._ended_exactly(attempt),
             _("ghi là tự nộp mà nộp đúng lúc hết giờ.")),
            (line.starts_at <= attempt.started_at < line.ends_at
             and attempt.started_at <= (attempt.shown_at or attempt.started_at) <= attempt.submitted_at <= line.ends_at,
             _("giờ làm bài nằm ngoài giờ của vòng thi.")),
            (lot_of(seed=line.seed, entrant=attempt.entrant, number=attempt.number) == attempt.lot,
             _("số bốc thăm không khớp mã niêm phong.")),
            (receipt(attempt.sitting(self.contest)) == attempt.receipt, _("biên nhận không khớp bài đã nộp.")),
        )  # fmt: skip
        yield from (told for fits, told in checks if not fits)

    def _ended_exactly(self, attempt: AttemptLine) -> bool:
        took = attempt.submitted_at - _begins(attempt, self.line.rules)
        return took == self.line.rules.lasts() or attempt.submitted_at in self.line.ends

    def _ended_by_clock(self, attempt: AttemptLine) -> bool:
        """Whether its time was over, for one with more time by the second."""
        more = attempt.submitted_at - _begins(attempt, self.line.rules) - self.line.rules.lasts()
        return self._ended_exactly(attempt) or ceil(more.total_seconds()) in self.extra

    def seal(self) -> Seal:
        """What is to be compared with what was published."""
        line, parts = self.line, {True: set[str](), False: set[str]()}
        for one in self.attempts.values():
            parts[one.takes_part].add(one.entrant)
        return Seal(
            round=line.round, times={name: _moment(getattr(line, name)) for name in ROUND_TIMES},
            commitment=line.commitment, receipts=line.receipts,
            ranked=len(parts[True]) if line.ranked_at else 0, left_out=len(parts[False]),
            voided=sorted(line.voided_codes), extra_seconds=line.extra_seconds,
            outages=[_span(one) for one in line.outages],
            set_aside=sum(one.is_set_aside for one in self.attempts.values()), finalists=line.finalists,
            takes_from_earlier=line.takes_from_earlier,
        )  # fmt: skip

    def ranked(self) -> list[str]:
        """Codes in the order of their places."""
        placed = [(one.place, one.entrant) for one in self.attempts.values() if one.place is not None]
        return [entrant for _place, entrant in sorted(placed)]

    def findings(self) -> list[Finding]:
        """All that was found, with what only all attempts together tell."""
        where = _("Vòng %d") % self.line.round
        told = [Finding(where, told) for told in (*self._round_faults(), *self._length_faults())]
        return [*told, *self.found, *self._order_findings(), *self._place_findings()]

    def _length_faults(self) -> Iterator[str]:
        """More time was given to so many papers: laid side by side, the longest first, none took longer."""
        lasts = self.line.rules.lasts()
        rules = self.line.rules
        took = sorted((one.submitted_at - _begins(one, rules) for one in self.attempts.values()), reverse=True)
        extra = self.line.extra_seconds
        if len(extra) > len(took) or any(one <= 0 for one in extra):
            yield _("số bài được thêm giờ không khớp số bài.")
        allowed = [lasts + timedelta(seconds=one) for one in extra] + [lasts] * len(took)
        if any(one > most for one, most in zip(took, allowed, strict=False)):
            yield _("có bài làm lâu hơn thời gian được phép, kể cả thêm giờ.")

    def _order_findings(self) -> Iterator[Finding]:
        """The attempts of a person: one after another, numbered without a gap, not too many a day."""
        rules, mine = self.line.rules, defaultdict[str, list[AttemptLine]](list)
        for one in sorted(self.attempts.values(), key=lambda one: one.number):
            mine[one.entrant].append(one)
        for attempts in mine.values():
            days = Counter(timezone.localdate(one.started_at) for one in attempts if not one.is_set_aside)
            checks = (
                ([one.number for one in attempts] == list(range(1, len(attempts) + 1)), _("thiếu một lượt ở giữa.")),
                (all(one.submitted_at <= after.started_at for one, after in pairwise(attempts)),
                 _("lượt sau bắt đầu trước khi nộp lượt trước.")),
                (not rules.attempts or days.total() <= rules.attempts, _("quá số lượt được thi.")),
                (not rules.per_day or max(days.values(), default=0) <= rules.per_day,
                 _("quá số lượt được thi trong ngày.")),
            )  # fmt: skip
            yield from (Finding(_where(attempts[-1]), told) for fits, told in checks if not fits)
            yield from self._set_aside_findings(attempts)

    def _set_aside_findings(self, attempts: Sequence[AttemptLine]) -> Iterator[Finding]:
        """What an outage cut off is set aside exactly when its person began another one since it was given again."""
        last = attempts[-1].started_at
        for one in attempts:
            given_at = self.line.given_again_at(one)
            is_sat_again = one is not attempts[-1] and given_at is not None and given_at <= last
            if one.is_set_aside and not is_sat_again:
                yield Finding(
                    _where(one), _("lượt này bị gác lại mà không bị sự cố nào ngắt quãng, hoặc chưa thi lại.")
                )
            if is_sat_again and not one.is_set_aside:
                yield Finding(_where(one), _("lượt này bị sự cố ngắt quãng và đã thi lại mà vẫn được tính."))

    def _round_faults(self) -> Iterator[str]:
        line = self.line
        sealed = commitment(
            contest=self.contest, round=line.round, rules=line.rules, questions=line.questions, seed=line.seed,
            finalists=line.finalists,
        )  # fmt: skip
        receipts = all_receipts(sorted(one.receipt for one in self.attempts.values()))
        predicts = line.rules.prediction != PredictionBase.NONE
        actual = actual_of(self._runs(), line.rules) if predicts and line.ranked_at else None
        checks = (
            (sealed == line.commitment, _("mã niêm phong không khớp câu hỏi, đáp án, quy tắc và số dùng để bốc thăm.")),
            (len(self.questions) == len(line.questions), _("hai câu hỏi cùng một mã.")),
            (line.voided_codes <= set(self.questions), _("câu bị hủy không có trong đề đã niêm phong.")),
            (len(self.attempts) == line.attempts, _("thiếu hoặc thừa lượt thi.")),
            (all(line.sealed_at and line.sealed_at <= one.started_at for one in self.attempts.values()),
             _("có lượt thi bắt đầu trước khi niêm phong đề.")),
            (not line.ranked_at or receipts == line.receipts, _("mã của mọi biên nhận không khớp.")),
            (actual == line.actual, _("số đúng của câu dự đoán tính lại là %(new)s, tệp ghi %(old)s.")
             % {"new": actual, "old": line.actual}),
        )  # fmt: skip
        yield from (told for fits, told in checks if not fits)
        yield from faults(line.rules)

    def _runs(self) -> list[Run]:
        return [one.run() for one in self.attempts.values() if one.takes_part and not one.is_set_aside]

    def _place_findings(self) -> Iterator[Finding]:
        line = self.line
        expected = places(self._runs(), line.rules) if line.ranked_at else {}
        for key, attempt in self.attempts.items():
            place = expected.get(key)
            if attempt.place != place or attempt.is_counted != (place is not None):
                told = _("thứ hạng tính lại là %(new)s, tệp ghi %(old)s.")
                yield Finding(_where(attempt), told % {"new": place or "–", "old": attempt.place or "–"})


class _Called:
    """The list of a final, called anew from the places of the rounds before.

    Who withdrew before the list was fixed is passed over. The file does not tell withdrawing from being left out, so
    whoever checks is shown the codes; that nobody else came in is proven.
    """

    def __init__(self, final: RoundLine, earlier: Iterable[Sequence[str]]) -> None:
        self.line, self.listed = final, set(final.finalists or ())
        self.called, self.passed_over = set[str](), set[str]()
        for codes in earlier if final.finalists is not None else ():
            self._call(codes)

    def _call(self, codes: Sequence[str]) -> None:
        left = self.line.takes_from_earlier
        for code in codes:
            if left == 0:
                return
            (self.called if code in self.listed else self.passed_over).add(code)
            left -= code in self.listed

    def findings(self, attempts: Iterable[AttemptLine]) -> Iterator[Finding]:
        """People on the list whom no round sent, and attempts of people who are not on it."""
        if self.line.finalists is None:
            return
        where = _("Vòng %d") % self.line.round
        if strangers := sorted(self.listed - self.called):
            told = _("có tên trong danh sách chung kết mà không thuộc số người đứng đầu vòng nào trước đó: %s.")
            yield Finding(where, told % ", ".join(strangers))
        for one in attempts:
            if one.entrant not in self.listed:
                yield Finding(_where(one), _("dự chung kết mà không có tên trong danh sách."))


def _begins(attempt: AttemptLine, rules: Rules) -> datetime:
    return counted_from(attempt.started_at, attempt.shown_at, rules)


def _span(outage: Mapping[str, str]) -> str:
    return " – ".join(_moment(datetime.fromisoformat(outage[name])) for name in ("from", "to"))


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at else "–"


def _where(attempt: AttemptLine) -> str:
    return _("Vòng %(round)d, mã dự thi %(entrant)s, lượt %(number)d") % {
        "round": attempt.round, "entrant": attempt.entrant, "number": attempt.number,
    }  # fmt: skip
