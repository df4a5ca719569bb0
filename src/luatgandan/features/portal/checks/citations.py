"""Checking our answers: the records of documents, the provisions and facts in the law texts, amounts, versions."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from luatgandan.lib.legaltext import Address, BadAddressError
from luatgandan.lib.vietnamese import clean, fold

from .content import Answer, Cited
from .facts import Fact, facts_in, uncovered
from .laws import Article, Laws, Text
from .records import SUSPENDED, Record, record_faults, record_remarks, show_day

# a version with a smaller share of its article numbers is an excerpt or a poor scrape
FULL_SHARE = 0.9
RECORDS = "Danh mục văn bản"


class Level(StrEnum):
    """What a finding asks for, the gravest first."""

    ERROR = "error"
    UNCHECKED = "unchecked"
    REREAD = "reread"
    REVIEW = "review"


@dataclass(frozen=True)
class Finding:
    """One thing found: where (`group` › `label`), at which citation (may be empty), what, in Vietnamese."""

    level: Level
    code: str
    group: str
    label: str
    citation: str
    message: str


@dataclass(frozen=True)
class Result:
    """All findings in reading order, and counts; `skipped` says in words which checks could not be done."""

    answers: Sequence[Answer]
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    record_notes: Mapping[str, str]
    skipped: tuple[str, ...] = ()
    gathered_on: str = ""

    def at(self, level: Level) -> list[Finding]:
        """The findings of one level."""
        return [finding for finding in self.findings if finding.level is level]


@dataclass(frozen=True)
class Found:
    """The version and article that a citation means, and the text of the provision; None where it is not there."""

    version: Text
    article: Article
    provision: str | None
    missing_facts: tuple[str, ...] = ()


@dataclass
class Checker:
    """The checks over one set of records and, when at hand, law texts; `day` decides what is in force."""

    records: Mapping[str, Record]
    laws: Laws | None
    day: date
    counts: Counter[str] = field(default_factory=Counter)

    def check(self, answers: Sequence[Answer]) -> Result:
        """Check all answers and every record."""
        findings = [finding for answer in answers for finding in self._answer(answer)]
        findings += self._records()
        self.counts.update(answers=len(answers), records=len(self.records))
        cited = dict.fromkeys(cited.document for answer in answers for cited in answer.citations)
        notes = {number: self.records[number].to_confirm for number in sorted(cited) if number in self.records}
        return Result(
            answers=answers,
            findings=tuple(dict.fromkeys(findings)),
            counts=self.counts,
            record_notes={number: note for number, note in notes.items() if note},
            skipped=self._skipped(),
            gathered_on=self.laws.gathered_on if self.laws else "",
        )

    def _skipped(self) -> tuple[str, ...]:
        texts = [] if self.records else ["Không có danh mục văn bản: chưa đối chiếu số, hiệu lực và ngày tháng."]
        if self.laws is None:
            texts.append(
                "Không có dữ liệu luật: chưa đối chiếu điều, khoản, điểm và phiên bản; "
                "số tiền, thời hạn chỉ đối chiếu với các số liệu ghi trong trích dẫn."
            )
        return tuple(texts)

    def _records(self) -> Iterator[Finding]:
        for record in self.records.values():
            for fault in record_faults(record, self.records, self.day):
                yield Finding(Level.ERROR, "record", RECORDS, record.number, "", f"Bản ghi: {fault}.")
            for remark in record_remarks(record, self.records):
                note = f"Bản ghi: {remark}. Cần xác nhận: {record.to_confirm}."
                yield Finding(Level.REVIEW, "record", RECORDS, record.number, "", note)

    def _answer(self, answer: Answer) -> Iterator[Finding]:
        """The findings of one answer."""
        at_hand: list[Fact] = []
        unread: list[str] = []
        for cited in answer.citations:
            self.counts["citations"] += 1
            self.counts[f"declared_{cited.checked or 'nothing'}"] += 1
            at_hand += [fact for text in cited.facts for fact in facts_in(text)]
            found = self._find(cited)
            at_hand += facts_in(found.article.text) if found else []
            unread += [] if found else [cited.label]
            for level, code, message in self._citation(cited, found):
                yield Finding(level, code, answer.group, answer.label, cited.label, message)
        for code, message in self._amounts(answer.sentences, at_hand, unread):
            yield Finding(Level.REVIEW, code, answer.group, answer.label, "", message)

    def _amounts(
        self, sentences: Sequence[str], at_hand: Sequence[Fact], unread: Sequence[str]
    ) -> Iterator[tuple[str, str]]:
        """Amounts that neither the facts noted nor the articles read support."""
        code, why = ("amount", "không có trong các điều được dẫn")
        if unread:
            code, why = ("amount_unread", f"chưa đối chiếu được vì chưa đọc được {', '.join(dict.fromkeys(unread))}")
        for sentence in sentences:
            wanted = facts_in(sentence)
            self.counts["amounts"] += len(wanted)
            for fact in uncovered(wanted, at_hand):
                yield code, f"“{fact.text}” {why}. Câu: “{sentence}”"

    def _citation(self, cited: Cited, found: Found | None) -> Iterator[tuple[Level, str, str]]:
        yield from self._address(cited)
        if self.records:
            yield from self._record(cited)
        if self.laws is None:
            return
        if found is None:
            yield self._not_found(cited, self.laws)
            return
        self.counts["found"] += 1
        yield from self._provision(cited, found)
        yield from self._version(cited, found, self.laws)

    def _address(self, cited: Cited) -> Iterator[tuple[Level, str, str]]:
        try:
            if cited.article:
                Address(cited.article, cited.clause, cited.point)
        except BadAddressError as error:
            yield Level.ERROR, "address", str(error)

    def _record(self, cited: Cited) -> Iterator[tuple[Level, str, str]]:
        """The document in our records: known, spelled alike, in force."""
        record = self.records.get(cited.document)
        if record is None:
            alike = [number for number in self.records if _letters(number) == _letters(cited.document)]
            text = f"viết khác với danh mục: “{alike[0]}”" if alike else "chưa có trong danh mục văn bản"
            yield Level.ERROR, "spelling" if alike else "unknown", f"Văn bản {cited.document} {text}."
        elif record.is_expired(self.day):
            instead = f", thay bằng {record.replaced_by}" if record.replaced_by else ""
            since = f" từ {show_day(record.expired_on)}" if record.expired_on else ""
            yield Level.ERROR, "expired", f"Văn bản đã hết hiệu lực{since}{instead}."
        elif record.is_not_yet(self.day):
            yield Level.ERROR, "not_yet", "Văn bản chưa có hiệu lực."
        elif record.status == SUSPENDED:
            yield Level.REVIEW, "suspended", "Văn bản đang ngưng hiệu lực."

    def _find(self, cited: Cited) -> Found | None:
        """The best version that has the article: first one with the provision and all facts, else the provision."""
        versions = self.laws.versions(cited.document) if self.laws else ()
        all_found = [
            _found(cited, version, article)
            for version in versions
            for article in version.articles.get(cited.article, ())
        ]
        return min(all_found, key=lambda one: (one.provision is None, len(one.missing_facts)), default=None)

    def _not_found(self, cited: Cited, laws: Laws) -> tuple[Level, str, str]:
        versions = laws.versions(cited.document)
        if not cited.article:
            return Level.UNCHECKED, "whole", "Dẫn cả văn bản, không dẫn điều nào."
        if versions and not self._may_be_elsewhere(cited, versions):
            return Level.ERROR, "article", f"Không có Điều {cited.article} trong {versions[0].label}."
        if cited.checked == "data":
            return Level.ERROR, "not_in_data", "Ghi là đã đọc trong dữ liệu, nhưng dữ liệu không có điều này."
        why = "ghi theo trí nhớ" if cited.checked == "memory" else "chưa ghi đã đọc ở đâu"
        read = f" Cần đọc xem điều này có nói: {cited.says}" if cited.says else ""
        facts = f" Số liệu: {', '.join(f'“{fact}”' for fact in cited.facts)}." if cited.facts else ""
        return Level.UNCHECKED, "not_in_data", f"Không có trong dữ liệu, {why}.{read}{facts}"

    def _may_be_elsewhere(self, cited: Cited, versions: Sequence[Text]) -> bool:
        """Whether the article may stand where we cannot read: past an excerpt, or added (12a) by a later law."""
        numbers = {int(number) for version in versions for number in version.numbers if number.isdigit()}
        wanted = int("".join(filter(str.isdigit, cited.article)) or 0)
        is_excerpt = len(numbers) < FULL_SHARE * max(numbers, default=0) and wanted <= max(numbers)
        is_added = not cited.article.isdigit() and bool(self._newer(cited.document, versions[0]))
        return is_excerpt or (is_added and cited.checked != "data")

    def _newer(self, document: str, version: Text) -> list[str]:
        """Known amending documents that are not worked into a version."""
        record = self.records.get(document)
        return [number for number in (record.amended_by if record else ()) if number not in version.includes]

    def _provision(self, cited: Cited, found: Found) -> Iterator[tuple[Level, str, str]]:
        """Clause, point and facts of a citation whose article was found."""
        if found.article.is_repealed:
            yield Level.ERROR, "repealed", f"{found.version.label} ghi điều này đã bị bãi bỏ."
        if found.provision is None:
            yield Level.ERROR, "clause", f"Điều này không có {_part_label(cited)} ({found.version.label})."
        self.counts["facts"] += len(cited.facts)
        self.counts["existence_only"] += not cited.facts
        for fact in found.missing_facts:
            elsewhere = " (có ở khoản khác của điều)" if _contains(found.article.text, fact) else ""
            yield Level.ERROR, "fact", f"“{fact}” không có trong {_scope_label(cited)}{elsewhere}."
        for fact_said in uncovered(facts_in(cited.says), facts_in(found.article.text)):
            yield Level.REVIEW, "says", f"Câu tóm tắt nêu “{fact_said.text}”, điều luật không có."
        if cited.checked == "memory":
            yield Level.REVIEW, "declared", "Ghi theo trí nhớ nhưng dữ liệu có điều này: nên đọc và ghi lại."

    def _version(self, cited: Cited, found: Found, laws: Laws) -> Iterator[tuple[Level, str, str]]:
        """Whether a newer version should be read: an amendment not worked in, or a better version that differs."""
        if newer := self._newer(cited.document, found.version):
            names = ", ".join(self._amender(number) for number in newer)
            yield Level.REREAD, "amended", f"Đọc lại bản mới: {found.version.label} chưa có sửa đổi của {names}."
        best = laws.versions(cited.document)[0]
        if best is not found.version and cited.article in best.articles:
            yield Level.REREAD, "older", f"Chỉ khớp với {found.version.label}; {best.label} viết khác."

    def _amender(self, number: str) -> str:
        record = self.records.get(number)
        since = f" (từ {show_day(record.effective_on)})" if record and record.effective_on else ""
        return f"{number}{since}"


def _found(cited: Cited, version: Text, article: Article) -> Found:
    provision = article.provision(cited.clause, cited.point)
    scope = article.provision(cited.clause, "") if cited.clause else article.text
    missing = tuple(fact for fact in cited.facts if not _contains(scope or "", fact))
    return Found(version, article, provision, missing)


def _letters(number: str) -> str:
    """The letters and digits of a document's number, for finding one that is spelled otherwise."""
    return "".join(filter(str.isalnum, fold(number)))


def _contains(text: str, fact: str) -> bool:
    return clean(fact).casefold() in clean(text).casefold()


def _part_label(cited: Cited) -> str:
    return " ".join(
        [*([f"điểm {cited.point}"] if cited.point else []), *([f"khoản {cited.clause}"] * bool(cited.clause))]
    )


def _scope_label(cited: Cited) -> str:
    return f"khoản {cited.clause} Điều {cited.article}" if cited.clause else f"Điều {cited.article}"
