"""Án lệ from Markdown: number, name, field, day, situation, legal solution, meaning, cited articles."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.lib.legaltext.citations import Context, read
from luatgandan.lib.vietnamese import clean, fold

from ..enums import RecordKind
from ..models import Record
from .records import RecordError, create_record, save_revision

_NAME = re.compile(r"[Áá]n lệ(?: số)?:? *(?P<number>\d{1,3}/\d{4}/AL)\s*(?:[-–—:.]\s*(?P<title>[^\n]+))?")
_FACT = re.compile(r"^\*{0,2}(?P<name>[^*:\n]{3,40})(?:\*\*:|:\*\*)\s*(?P<value>.+)$")
_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_BASIS = re.compile(r"^\s*\*{0,2}(?:Căn cứ|Quy định của pháp luật liên quan)[^:\n]*:\*{0,2}\s*(?P<rest>.*)$")
_STRONG = re.compile(r"\*\*|__")
SECTIONS = {
    "tinh huong": "situation",
    "tinh huong an le": "situation",
    "noi dung an le": "solution",
    "giai phap phap ly": "solution",
    "y nghia": "meaning",
    "nguon an le": "origin",
    "quy dinh cua phap luat lien quan den an le": "cites",
    "can cu": "cites",
}
ISSUER = "Hội đồng Thẩm phán Tòa án nhân dân tối cao"
FIRST_YEAR = 2016  # the first six án lệ were published on 6 April 2016


class NotAPrecedentError(RecordError):
    """The text is not that of an án lệ."""


@dataclass(slots=True)
class PrecedentText:
    """An án lệ as read; texts keep "- " items, strong marks are gone."""

    number: str
    title: str
    facts: dict[str, str] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)
    cites: list[str] = field(default_factory=list)

    def section(self, name: str) -> str:
        """One section as plain text."""
        return "\n".join(self.sections.get(name, ())).strip()


def read_precedent(text: str) -> PrecedentText:
    """Read the Markdown of an án lệ. Raises NotAPrecedentError when number, situation or solution is not there."""
    composed = unicodedata.normalize("NFC", text)
    named = _NAME.search(composed)
    if named is None:
        raise NotAPrecedentError(_("Không thấy số án lệ, ví dụ “Án lệ số 05/2016/AL”."))
    found = PrecedentText(number=named["number"], title=clean(_STRONG.sub("", named["title"] or "")))
    _read_lines(composed, found)
    if not found.section("situation") or not found.section("solution"):
        raise NotAPrecedentError(_("Thiếu mục “Tình huống” hoặc “Giải pháp pháp lý”."))
    return found


def _read_lines(text: str, found: PrecedentText) -> None:
    section, in_basis = "", False
    for line in text.splitlines():
        if line.startswith("#"):
            section, in_basis = SECTIONS.get(fold(line.lstrip("# ")), ""), False
        elif basis := _BASIS.match(line):
            in_basis = True
            _add_cite(found, basis["rest"])
        elif not section and (fact := _FACT.match(line.strip())):
            found.facts[fold(fact["name"])] = clean(fact["value"])
        elif section == "cites" or (in_basis and line.lstrip().startswith("-")):
            _add_cite(found, line)
        elif section:
            in_basis = in_basis and not line.strip()
            found.sections.setdefault(section, []).append(clean(_STRONG.sub("", line)))


def _add_cite(found: PrecedentText, line: str) -> None:
    words = clean(_STRONG.sub("", line).strip(" -*"))
    if words:
        found.cites.append(words)


def _readable(lines: list[str]) -> Iterator[str]:
    """Lines in which a provision is named; principles without an article stay in the text only."""
    for line in lines:
        if any(mention.places for mention in read(line, Context())[0]):
            yield line


def _day_of(found: PrecedentText) -> date | None:
    match = _DAY.search(found.facts.get("ngay cong bo", ""))
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None
    return day if day and day.year >= FIRST_YEAR else None


def precedent_content(found: PrecedentText) -> dict[str, Any]:
    """The content of a record; only what the text says."""
    day = _day_of(found)
    details = {name: found.section(name) for name in ("situation", "solution", "meaning", "origin")}
    unread = [line for line in found.cites if line not in set(_readable(found.cites))]
    if unread:
        details["solution"] += "\n\n" + "\n".join(f"- {line}" for line in unread)
    return {
        "title": found.title or f"Án lệ số {found.number}",
        "number": found.number,
        "issuer": ISSUER,
        "issued_on": day.isoformat() if day else "",
        "field": found.facts.get("linh vuc", "")[:80],
        "cites": list(_readable(found.cites)),
        "details": {name: value for name, value in details.items() if value},
    }


@transaction.atomic
def import_precedent(text: str, *, organisation: Organisation, by: Person, at: datetime) -> Record:
    """A draft from the Markdown of an án lệ; read again, the same number becomes a new revision of the same record.

    A person must compare it with the official text before it is published. Raises NotAPrecedentError.
    """
    content = precedent_content(read_precedent(text))
    known = _known(content["number"], organisation)
    if known is None:
        return create_record(kind=RecordKind.PRECEDENT, organisation=organisation, content=content, by=by, at=at)
    save_revision(record=known, content=content, by=by, at=at, note=_("Nhập lại từ tệp"))
    return known


def _known(number: str, organisation: Organisation) -> Record | None:
    rows = Record.objects.filter(kind=RecordKind.PRECEDENT, organisation=organisation)
    return rows.filter(revisions__content__number=number).distinct().first()
