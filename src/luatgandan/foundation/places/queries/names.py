"""Finding a ward by what people type: official, old, common or misspelt names, with or without marks."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from luatgandan.lib.vietnamese import clean, fold
from luatgandan.lib.vietnamese.distance import edits

from ..enums import AliasKind
from ..models import Ward
from .index import Index, Name, Typed, current_index, letters_of

# How sure each way of matching is. At least CERTAIN names a ward; MARGIN apart, the better one is meant.
CODE, EXACT, ALIAS_IN_FULL, EXACT_OTHER_KIND = 100.0, 98.0, 90.0, 88.0
ALIAS = {
    AliasKind.COMMON_NAME: 86.0,
    AliasKind.OLD_COMMUNE: 80.0,
    AliasKind.OLD_DISTRICT: 80.0,
    AliasKind.MISSPELLING: 76.0,
}
CERTAIN, MARGIN = 76.0, 7.0
BEGINS_WORD, BEGINS, ALIAS_BEGINS, CONTAINS, NEAR, ALIAS_NEAR = 74.0, 70.0, 50.0, 45.0, 40.0, 38.0
SUPPORT_BY_PROVINCE, SUPPORT_BY_PLACE = 12.0, 20.0


@dataclass(frozen=True)
class Match:
    """One ward that may be meant: `score` is higher when surer, `reason` says why in words (empty when obvious)."""

    ward: Ward
    score: float
    reason: str = ""


@dataclass(frozen=True)
class Resolution:
    """What a typed name means: one `ward`, or the `choices` to show when there is none or more than one."""

    ward: Ward | None
    choices: list[Match]
    reason: str = ""


def find_wards(text: str, limit: int = 10) -> list[Match]:
    """Wards that `text` may mean, best first: official name, then other names, then beginnings, then near misses.

    Understands codes, missing marks, NFD, several spaces, "p." and "xã" in front or not, a whole address with commas
    ("Xã Phú Hữu, huyện Long Phú"), and one or two wrong letters when nothing else fits.
    """
    index = current_index()
    whole = _match_part(index, text)
    parts = _parts(index, text)
    if len(parts) > 1 and not (whole and whole[0].score >= CERTAIN):
        whole = _match_address(index, parts)
    return whole[:limit]


def resolve_ward(text: str) -> Resolution:
    """The ward that `text` names beyond doubt, or the choices. A near miss is never taken without asking."""
    matches = find_wards(text, limit=12)
    sure = [match for match in matches if match.score >= CERTAIN]
    if sure and (len(sure) == 1 or sure[0].score - sure[1].score >= MARGIN):
        return Resolution(sure[0].ward, [], sure[0].reason)
    return Resolution(None, sure or matches)


def _parts(index: Index, text: str) -> list[str]:
    """The parts of an address: at commas, and before a former province at the end ("ninh kieu can tho")."""
    parts = [part.strip() for part in clean(text).split(",") if part.strip()]
    if len(parts) == 1:
        folded = fold(text)
        for province in filter(None, index.provinces):
            rest = re.sub(rf"\s+(?:(?:tinh|tp\.?|thanh pho)\s*)?{province}$", "", folded)
            if rest != folded:
                return [rest, province]
    return parts


def known_groups() -> list[tuple[str, list[Ward]]]:
    """All wards by former province from memory, for lists in forms; sorted as people read names."""
    index = current_index()
    return [
        (
            index.wards[min(codes)].former_province,
            sorted((index.wards[code] for code in codes), key=lambda ward: fold(ward.bare_name)),
        )
        for codes in index.provinces.values()
    ]


def _match_address(index: Index, parts: list[str]) -> list[Match]:
    """The first part that names something, supported by the parts after it (district, former province)."""
    found = [(_match_part(index, part), part) for part in parts]
    first = next((i for i, (matches, _part) in enumerate(found) if matches and matches[0].score >= CERTAIN), None)
    if first is None:
        return max((matches for matches, _part in found), key=lambda matches: matches[0].score if matches else 0)
    support: dict[str, float] = defaultdict(float)
    for matches, part in found[first + 1 :]:
        for code in index.provinces.get(Typed.read(part).bare, ()):
            support[code] += SUPPORT_BY_PROVINCE
        for match in matches:
            support[match.ward.code] += SUPPORT_BY_PLACE if match.score >= CERTAIN else 0
    raised = [Match(m.ward, m.score + support[m.ward.code], m.reason) for m in found[first][0]]
    return sorted(raised, key=lambda match: -match.score)


def _match_part(index: Index, text: str) -> list[Match]:
    typed = Typed.read(text)
    if not typed.bare:
        return []
    if ward := index.wards.get(typed.full):
        return [Match(ward, CODE)]
    scored: dict[str, tuple[float, Name]] = {}
    for score, name in (*_exact(index, typed), *_beginning(index, typed)):
        _keep(scored, score + _same_marks(text, name), name)
    if not scored:
        for score, name in _near(index, typed):
            _keep(scored, score, name)
    return [Match(name.ward, score, _reason(name, score)) for score, name in _ranked(scored, typed)]


def _keep(scored: dict[str, tuple[float, Name]], score: float, name: Name) -> None:
    if name.ward.code not in scored or scored[name.ward.code][0] < score:
        scored[name.ward.code] = (score, name)


def _ranked(scored: dict[str, tuple[float, Name]], typed: Typed) -> list[tuple[float, Name]]:
    """Best first; among equals the ward that bears the typed name, then by code."""

    def order(item: tuple[float, Name]) -> tuple[float, bool, str]:
        score, name = item
        return (-score, not fold(name.ward.bare_name).startswith(typed.bare), name.ward.code)

    return sorted(scored.values(), key=order)


def _exact(index: Index, typed: Typed) -> list[tuple[float, Name]]:
    found: list[tuple[float, Name]] = []
    for name in index.by_text.get(typed.bare, ()):
        if name.kind is None:
            fits = typed.kind in ("", name.ward.kind)
            found.append((EXACT if fits else EXACT_OTHER_KIND, name))
        elif _kind_fits(typed.kind, name.kind):
            found.append((ALIAS[name.kind], name))
    if typed.kind:
        found += [
            (EXACT if name.kind is None else ALIAS_IN_FULL if name.kind != AliasKind.MISSPELLING else CERTAIN, name)
            for name in index.by_text.get(typed.full, ())
        ]
    return found


def _kind_fits(typed: str, alias: AliasKind) -> bool:
    """A typed "huyện" never means an old commune, a typed "xã" never an old district."""
    if typed in ("quan", "huyen", "thi xa", "thanh pho"):
        return alias != AliasKind.OLD_COMMUNE
    return not (typed in ("phuong", "xa", "thi tran") and alias == AliasKind.OLD_DISTRICT)


def _beginning(index: Index, typed: Typed) -> list[tuple[float, Name]]:
    """Names that begin with what was typed so far, or hold it as a word."""
    if len(typed.bare) < 2:
        return []
    found: list[tuple[float, Name]] = []
    inside = f" {typed.bare}"
    for name in index.names:
        if name.folded.startswith(typed.bare):
            if name.kind is None:
                is_word = name.folded.startswith(typed.bare + " ")
                found.append((BEGINS_WORD if is_word else BEGINS, name))
            elif name.kind != AliasKind.MISSPELLING and _kind_fits(typed.kind, name.kind):
                found.append((ALIAS_BEGINS, name))
        elif len(typed.bare) > 2 and inside in name.folded and name.kind is None:
            found.append((CONTAINS, name))
    return found


def _near(index: Index, typed: Typed) -> list[tuple[float, Name]]:
    """Names one or two slips away. Digits must be right: Phường 1 is not Phường 2."""
    if len(typed.bare) < 3:
        return []
    at_most = 1 if len(typed.bare) < 8 else 2
    letters, digits = letters_of(typed.bare), re.findall(r"\d+", typed.bare)
    found: list[tuple[float, Name]] = []
    for name in index.names:
        if (letters ^ name.letters).bit_count() > 2 * at_most or digits != name.digits:
            continue
        distance = edits(typed.bare, name.folded, at_most=at_most)
        if distance is not None:
            found.append(((NEAR if name.kind is None else ALIAS_NEAR) - 5 * distance, name))
    return found


def _same_marks(text: str, name: Name) -> float:
    """A little more for a name typed with the very same marks."""
    typed = clean(text).casefold()
    return 0.5 if typed == name.text.casefold() or typed == name.ward.bare_name.casefold() else 0.0


def _reason(name: Name, score: float) -> str:
    if score <= NEAR:
        return _("tên gần giống “%(name)s”") % {"name": name.text}
    if name.kind is None:
        return _("tên chính thức là %(name)s") % {"name": name.text} if score == EXACT_OTHER_KIND else ""
    if name.kind == AliasKind.OLD_DISTRICT:
        district = _full_name(name, name.ward.former_district_list)
        return _("thuộc %(district)s trước 01/7/2025") % {"district": district}
    if name.kind == AliasKind.OLD_COMMUNE:
        unit = _full_name(name, name.ward.former_unit_list)
        whole, _bracket, part = unit.partition(" (")
        if part:
            return _("gồm một phần %(unit)s cũ (trước 01/7/2025)") % {"unit": whole}
        return _("gồm %(unit)s cũ (trước 01/7/2025)") % {"unit": whole}
    if name.kind == AliasKind.COMMON_NAME:
        return _("thường gọi là %(name)s") % {"name": name.text}
    return _("cách viết khác: %(name)s") % {"name": name.text}


def _full_name(name: Name, candidates: list[str]) -> str:
    """The old name with its kind in front, as the list of old units has it."""
    bare = Typed.read(name.text).bare.split(",")[0]
    return next((one for one in candidates if Typed.read(one.split(" (")[0]).bare == bare), name.text)
