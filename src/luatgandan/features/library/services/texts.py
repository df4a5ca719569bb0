"""Storing texts: a parsed document becomes provisions that keep their addresses, and their versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luatgandan.lib.legaltext.flat import flatten, hash_of
from luatgandan.lib.legaltext.provisions import Unit, units
from luatgandan.lib.legaltext.tree import Node, Parsed
from luatgandan.lib.vietnamese import fold

from ..models import Document, Edition, Provision, ProvisionVersion, SourceFile

STEP = 100  # between positions of neighbours, so that an inserted article finds room
BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a text comes from. `valid_from` is the day a consolidated text speaks for; None: the text as issued.

    `since` tells of a consolidated text with notes from which day each amended article reads so, by eId; what it does
    not name was never amended and reads as issued. Without notes every article is only sure from `valid_from`.
    """

    at: datetime
    by: str = ""
    file: SourceFile | None = None
    valid_from: date | None = None
    since: Mapping[str, date] | None = None
    note: str = ""

    def day_of(self, eid: str) -> date | None:
        """From which day the provision reads as in this text; None: as issued."""
        return self.valid_from if self.since is None else self.since.get(eid)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What storing did: how many provisions are new, got other words, stayed, and went."""

    edition: Edition
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0


@transaction.atomic
def store_text(*, document: Document, parsed: Parsed, source: Source) -> Stored:
    """Store `parsed` as the text of `document`: as issued, or as it stands from `source.valid_from`.

    Importing the same text again changes nothing. Addresses survive: a provision found again keeps its row; one that a
    text as issued no longer has goes only when nothing was built on it.
    """
    edition = _new_edition(document, parsed, source)
    found = list(units(parsed))
    provisions, created = _keep_provisions(document, found)
    counts = _store_versions(found, provisions, edition, source)
    gone = 0 if source.valid_from else _drop_missing(document, {unit.node.eid for unit in found})
    return Stored(edition=edition, new=created, changed=counts[0], same=counts[1], gone=gone)


def _new_edition(document: Document, parsed: Parsed, source: Source) -> Edition:
    if not source.valid_from:
        document.editions.filter(valid_from=None, is_current=True).update(is_current=False)
    return Edition.objects.create(
        document=document,
        file=source.file,
        valid_from=source.valid_from,
        bases=list(parsed.header.bases),
        enacting=parsed.header.enacting,
        signatures=[[one.authority, one.post, one.name] for one in parsed.signatures],
        recipients=list(parsed.recipients),
        findings=[{"code": one.code, "message": one.message, "line": one.line} for one in parsed.findings],
        confidence=min((node.confidence for node in parsed.walk()), default=1.0),
        made_at=source.at,
        made_by=source.by,
        note=source.note,
    )


def _keep_provisions(document: Document, found: list[Unit]) -> tuple[dict[str, Provision], int]:
    """The provisions of `document` by eId, missing ones made; positions follow the text."""
    known = {one.eid: one for one in document.provisions.all()}
    fresh, moved = [], []
    for index, unit in enumerate(found, start=1):
        one = known.get(unit.node.eid)
        if one is None:
            fresh.append(_provision(document, unit, index * STEP))
        elif one.position != index * STEP:
            one.position = index * STEP
            moved.append(one)
    Provision.objects.bulk_create(fresh, batch_size=BATCH)
    Provision.objects.bulk_update(moved, ["position"], batch_size=BATCH)
    known.update((one.eid, one) for one in fresh)
    _set_parents(found, known)
    return known, len(fresh)


def _provision(document: Document, unit: Unit, position: int) -> Provision:
    node = unit.node
    return Provision(
        document=document, eid=node.eid, level=node.level.value, number=node.number[:30], position=position
    )


def _set_parents(found: list[Unit], provisions: dict[str, Provision]) -> None:
    changed = []
    for unit in found:
        one, parent = provisions[unit.node.eid], provisions.get(unit.parent_eid)
        if one.parent_id != (parent.pk if parent else None):
            one.parent = parent
            changed.append(one)
    Provision.objects.bulk_update(changed, ["parent"], batch_size=BATCH)


def _store_versions(
    found: list[Unit], provisions: dict[str, Provision], edition: Edition, source: Source
) -> tuple[int, int]:
    """Versions of one text; returns how many got other words and how many stayed as they were."""
    standing = _versions_by_provision(provisions.values())
    own = source.file.editions.values_list("pk", flat=True) if source.file else ()
    writing = _Writing(is_consolidated=source.valid_from is not None, own=frozenset(own))
    for unit in found:
        provision = provisions[unit.node.eid]
        version = _version(provision, unit.node, edition, source.day_of(unit.node.eid))
        writing.add(version, standing.get(provision.pk, []))
    ProvisionVersion.objects.bulk_update(writing.moved, ["valid_from", "valid_to"], batch_size=BATCH)
    ProvisionVersion.objects.bulk_create(writing.fresh, batch_size=BATCH)
    return writing.changed, writing.same


@dataclass
class _Writing:
    """What is to be written for a text; `own` are the earlier readings of the same file, which it may correct."""

    is_consolidated: bool
    own: frozenset[int] = frozenset()
    fresh: list[ProvisionVersion] = field(default_factory=list)
    moved: list[ProvisionVersion] = field(default_factory=list)
    changed: int = 0
    same: int = 0

    def add(self, version: ProvisionVersion, standing: list[ProvisionVersion]) -> None:
        """Find the place of `version` among those that stand; equal words never stand twice in a row."""
        day = version.valid_from
        old, after = _version_on(standing, day), _first_after(standing, day)
        if old and day and old.edition_id not in self.own and _contradicts(old, version, day):
            self._settle(version, old, standing)
        elif old and self.is_consolidated and day is None and old.edition_id not in self.own:
            self.same += 1  # words as issued are known best from the document itself
        elif old and _reads_alike(old, version) and not (old.valid_from == day and _is_recut(old, version)):
            self.same += 1
        elif old and old.valid_from == day:
            _rewrite(old, version)
            self.changed += 1
        elif after and not old and _reads_alike(after, version):
            after.valid_from = day
            self.moved.append(after)
            self.same += 1
        else:
            self._insert(version, old, after)

    def _settle(self, version: ProvisionVersion, old: ProvisionVersion, standing: list[ProvisionVersion]) -> None:
        """Each text is sure of its own day: the words of the older one stand first, those of the newer from its day."""
        told, day = _told_on(old), _told_on(version)
        if day > told:
            version.valid_from = day
            self.add(version, standing)
            return
        version.valid_from, version.valid_to, old.valid_from = old.valid_from, told, told
        self.moved.append(old)
        self.fresh.append(version)
        self.changed += 1

    def _insert(self, version: ProvisionVersion, old: ProvisionVersion | None, after: ProvisionVersion | None) -> None:
        version.valid_to = after.valid_from if after else None
        if old:
            old.valid_to = version.valid_from
            self.moved.append(old)
        self.changed += bool(old or after)
        self.fresh.append(version)


def _contradicts(old: ProvisionVersion, version: ProvisionVersion, day: date) -> bool:
    """Whether two consolidated texts say by their notes that other words stood on the day of the older one.

    One of them missed a note: their own days are sure.
    """
    told, told_now = _told_on(old), _told_on(version)
    if date.min in (told, told_now) or told == told_now or _letters(old) == _letters(version):
        return False
    return day <= told if told_now > told else old.valid_to is None or old.valid_to > told


def _told_on(version: ProvisionVersion) -> date:
    """The day that its consolidated text speaks for; the first day of all for other texts."""
    return (version.edition.valid_from if version.edition else None) or date.min


def _letters(version: ProvisionVersion) -> str:
    """The words without what readings of pages differ in."""
    return "".join(letter for letter in fold(version.text) if letter.isalnum())


def _is_recut(old: ProvisionVersion, new: ProvisionVersion) -> bool:
    """Whether the same words begin other clauses and points now: a person corrected their boundaries."""
    return _shape(old.content) != _shape(new.content)


def _shape(values: dict[str, Any]) -> dict[str, Any]:
    """A stored unit without what says nothing of its boundaries: the lines it came from, how sure the parser was."""
    shape = {name: value for name, value in values.items() if name not in ("lines", "confidence", "children")}
    return {**shape, "children": [_shape(child) for child in values.get("children", ())]}


def _reads_alike(one: ProvisionVersion, other: ProvisionVersion) -> bool:
    return one.text_hash == other.text_hash and one.heading == other.heading


def _versions_by_provision(provisions: Iterable[Provision]) -> dict[int, list[ProvisionVersion]]:
    documents = {one.document_id for one in provisions}
    rows: dict[int, list[ProvisionVersion]] = {}
    for one in ProvisionVersion.objects.filter(provision__document__in=documents).select_related("edition"):
        rows.setdefault(one.provision_id, []).append(one)
    return rows


def _version_on(versions: list[ProvisionVersion], day: date | None) -> ProvisionVersion | None:
    """The version that stands on `day`; for None the first one, from the beginning."""
    for one in versions:
        begins = one.valid_from is None or (day is not None and one.valid_from <= day)
        ends = day is not None and one.valid_to is not None and one.valid_to <= day
        if begins and not ends:
            return one
    return None


def _first_after(versions: list[ProvisionVersion], day: date | None) -> ProvisionVersion | None:
    """The first version that begins after `day` (None: after the beginning)."""
    later = [one for one in versions if one.valid_from and (day is None or one.valid_from > day)]
    return min(later, key=lambda one: one.valid_from or date.max, default=None)


def _version(provision: Provision, node: Node, edition: Edition, day: date | None) -> ProvisionVersion:
    text = flatten(node).text
    return ProvisionVersion(
        provision=provision,
        edition=edition,
        valid_from=day,
        heading=node.heading,
        content=node.to_json(),
        text=text,
        text_hash=hash_of(text),
    )


def _rewrite(old: ProvisionVersion, new: ProvisionVersion) -> None:
    """A new reading of the same text takes the place of the old words; the row and what cites it stay."""
    for name in ("edition", "heading", "content", "text", "text_hash"):
        setattr(old, name, getattr(new, name))
    old.save(update_fields=["edition", "heading", "content", "text", "text_hash"])


def _drop_missing(document: Document, eids: set[str]) -> int:
    """Provisions that the text as issued does not have and that nothing was built on go; returns how many."""
    missing = document.provisions.exclude(eid__in=eids).exclude(versions__valid_from__isnull=False)
    cited = document.citations.of_rooms().values("eid")
    _, rows = missing.exclude(eid__in=cited).delete()
    return rows.get(Provision._meta.label, 0)
