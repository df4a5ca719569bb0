"""Acts that change the tree. Every one keeps what was before, writes the log and publishes what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.audit.services import Actor, record
from luatgandan.lib.events import publish
from luatgandan.lib.vietnamese import clean, fold, slug

from ..enums import ChangeKind, OrganisationKind
from ..events import (
    OrganisationClosed,
    OrganisationCreated,
    OrganisationMoved,
    OrganisationRenamed,
    OrganisationsMerged,
    OrganisationSplit,
)
from ..models import CODE_LENGTH, Organisation, OrganisationChange, OrganisationState
from .details import Contact
from .states import (
    TreeError,
    change_state,
    check_may_change,
    check_no_circle,
    check_parent,
    children_since,
    end_state,
    first_states,
)

MAX_PATH = 640


@dataclass(frozen=True, kw_only=True)
class Act:
    """Since which day it holds (`on`), when and by whom it is recorded, and the decision it rests on."""

    on: date
    at: datetime
    actor: Actor | None = None
    decision_number: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.on > timezone.localtime(self.at).date():
            raise TreeError(
                _("Ngày có hiệu lực chưa tới. Nhập lại vào ngày đó, hoặc chọn ngày từ hôm nay trở về trước.")
            )


@dataclass(frozen=True, kw_only=True)
class NewOrganisation:
    """What a person tells of an organisation that does not stand yet. An empty code is made from the name."""

    name: str
    kind: str = OrganisationKind.OTHER
    code: str = ""
    parent: Organisation | None = None
    contact: Contact = field(default_factory=Contact)


def free_code(name: str) -> str:
    """A code from the name that no organisation has yet."""
    base = slug(name)[: CODE_LENGTH - 5].strip("-") or "don-vi"
    taken = set(Organisation.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if code not in taken)


@transaction.atomic
def create_organisation(*, new: NewOrganisation, act: Act, began_unknown: bool = False) -> Organisation:
    """Put a new organisation into the tree since `act.on`, or since before anyone knows. Raises TreeError."""
    organisation = _insert(new, None if began_unknown else act.on)
    _tell(ChangeKind.CREATED, act, [], [organisation], after=organisation.name, is_public=not began_unknown)
    publish(OrganisationCreated(organisation_id=organisation.pk))
    return organisation


@transaction.atomic
def rename_organisation(*, organisation: Organisation, name: str, act: Act) -> Organisation:
    """Give it another name since `act.on`; code, place and page stay. Raises TreeError."""
    organisation = _locked(organisation)
    check_may_change(organisation, act.on)
    before, organisation.name = organisation.name, _checked_name(name)
    organisation.folded = fold(organisation.name)
    organisation.save()
    change_state(organisation, act.on)
    _tell(ChangeKind.RENAMED, act, [organisation], [organisation], before=before, after=organisation.name)
    publish(OrganisationRenamed(organisation_id=organisation.pk))
    return organisation


@transaction.atomic
def move_organisation(*, organisation: Organisation, parent: Organisation | None, act: Act) -> Organisation:
    """Hang it and all below it under another parent since `act.on`. Raises TreeError."""
    organisation = _locked(organisation)
    parent = _locked(parent) if parent else None
    check_may_change(organisation, act.on)
    before = organisation.parent.name if organisation.parent else ""
    _hang(organisation, parent, act.on)
    _tell(ChangeKind.MOVED, act, [organisation], [organisation], before=before, after=parent.name if parent else "")
    publish(OrganisationMoved(organisation_id=organisation.pk))
    return organisation


@transaction.atomic
def merge_organisations(
    *, sources: Sequence[Organisation], into: Organisation | NewOrganisation, act: Act
) -> Organisation:
    """Close the sources and let one organisation, old or new, carry on; their children go to it. Raises TreeError."""
    sources = [_locked(source) for source in sources]
    if not sources:
        raise TreeError(_("Chọn ít nhất một đơn vị bị sáp nhập."))
    target = _insert(into, act.on) if isinstance(into, NewOrganisation) else _locked(into)
    if target in sources:
        raise TreeError(_("Đơn vị nhận không thể cũng là đơn vị bị sáp nhập."))
    check_parent(target, act.on)
    for source in sources:
        check_may_change(source, act.on)
        check_no_circle(source, target, act.on)
    for source in sources:
        for child in children_since(source, act.on):
            if child not in sources:
                _hang(_locked(child), target, act.on)
    for source in sorted(sources, key=lambda one: -one.depth):
        _end(source, act.on)
    _tell(ChangeKind.MERGED, act, sources, [target], after=target.name)
    publish(OrganisationsMerged(source_ids=tuple(one.pk for one in sources), target_id=target.pk))
    return target


@transaction.atomic
def split_organisation(
    *,
    source: Organisation,
    into: Sequence[Organisation | NewOrganisation],
    act: Act,
    children: Mapping[str, int] | None = None,
) -> list[Organisation]:
    """Close the source; two or more organisations, old or new, share its work. Raises TreeError.

    `children` says by code which of `into` (by position) takes which child; others go to the first.
    """
    source = _locked(source)
    if len(into) < 2:
        raise TreeError(_("Chia, tách thì phải có ít nhất hai đơn vị nhận."))
    check_may_change(source, act.on)
    targets = [_insert(one, act.on) if isinstance(one, NewOrganisation) else _locked(one) for one in into]
    if len({target.pk for target in targets} | {source.pk}) <= len(targets):
        raise TreeError(_("Các đơn vị nhận phải khác nhau và khác đơn vị bị chia."))
    for target in targets:
        check_parent(target, act.on)
        check_no_circle(source, target, act.on)
    for child in children_since(source, act.on):
        _hang(_locked(child), targets[(children or {}).get(child.code, 0)], act.on)
    _end(source, act.on)
    _tell(ChangeKind.SPLIT, act, [source], targets, before=source.name)
    publish(OrganisationSplit(source_id=source.pk, target_ids=tuple(target.pk for target in targets)))
    return targets


@transaction.atomic
def close_organisation(*, organisation: Organisation, act: Act) -> Organisation:
    """Close one that nobody carries on; it must have nothing below it. Raises TreeError."""
    organisation = _locked(organisation)
    check_may_change(organisation, act.on)
    if children := children_since(organisation, act.on):
        names = "; ".join(child.name for child in children[:5])
        raise TreeError(
            _("“%(name)s” còn %(count)d đơn vị trực thuộc (%(names)s). Chuyển hoặc kết thúc các đơn vị đó trước.")
            % {"name": organisation.name, "count": len(children), "names": names}
        )
    _end(organisation, act.on)
    _tell(ChangeKind.CLOSED, act, [organisation], [], before=organisation.name)
    publish(OrganisationClosed(organisation_id=organisation.pk))
    return organisation


def _locked(organisation: Organisation) -> Organisation:
    """The row as it stands now, held until the transaction ends."""
    return Organisation.objects.select_for_update(of=("self",)).select_related("parent").get(pk=organisation.pk)


def _checked_name(name: str) -> str:
    name = clean(name)
    if not name:
        raise TreeError(_("Đơn vị phải có tên."))
    if len(name) > 200:
        raise TreeError(_("Tên đơn vị dài quá 200 chữ. Viết gọn lại."))
    return name


def _path(parent: Organisation | None, code: str) -> str:
    path = f"{parent.path if parent else '/'}{code}/"
    if len(path) > MAX_PATH:
        raise TreeError(_("Cây đơn vị quá sâu. Đặt đơn vị ở cấp cao hơn hoặc dùng mã ngắn hơn."))
    return path


def _insert(new: NewOrganisation, valid_from: date | None) -> Organisation:
    """A row with its first state. One older than its parent stood alone until the parent came."""
    name = _checked_name(new.name)
    code = new.code or free_code(name)
    if Organisation.objects.filter(code=code).exists():
        raise TreeError(_("Mã “%(code)s” đã có. Chọn mã khác hoặc sửa đơn vị đang có.") % {"code": code})
    parent = _locked(new.parent) if new.parent else None
    if parent:
        check_parent(parent, valid_from or date.max)
    organisation = Organisation.objects.create(
        code=code,
        name=name,
        folded=fold(name),
        kind=new.kind,
        parent=parent,
        path=_path(parent, code),
        valid_from=valid_from,
        **new.contact.values(),
    )
    OrganisationState.objects.bulk_create(first_states(organisation))
    return organisation


def _hang(organisation: Organisation, parent: Organisation | None, on: date) -> None:
    """Change parent and state, and the paths of all below."""
    if parent:
        check_parent(parent, on)
        check_no_circle(organisation, parent, on)
    old, new = organisation.path, _path(parent, organisation.code)
    organisation.parent, organisation.path = parent, new
    organisation.save()
    below = Organisation.objects.filter(path__startswith=old).exclude(pk=organisation.pk)
    below.update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    change_state(organisation, on)


def _end(organisation: Organisation, on: date) -> None:
    if organisation.valid_from and organisation.valid_from >= on:
        raise TreeError(
            _("“%(name)s” mới có từ %(since)s; ngày kết thúc phải sau ngày đó.")
            % {"name": organisation.name, "since": f"{organisation.valid_from:%d/%m/%Y}"}
        )
    end_state(organisation, on)
    organisation.valid_to = on
    organisation.save(update_fields=["valid_to", "changed_at"])


def _tell(
    kind: ChangeKind,
    act: Act,
    sources: Sequence[Organisation],
    targets: Sequence[Organisation],
    *,
    before: str = "",
    after: str = "",
    is_public: bool = True,
) -> None:
    """The public history and the log. Without a known date there is nothing to tell the public."""
    if is_public:
        change = OrganisationChange.objects.create(
            kind=kind,
            on=act.on,
            before=before,
            after=after,
            decision_number=clean(act.decision_number),
            note=clean(act.note),
            recorded_at=act.at,
        )
        change.from_organisations.set(sources)
        change.to_organisations.set(targets)
    subject = (*targets, *sources)[0]
    detail: dict[str, Any] = {
        "on": act.on.isoformat(),
        "from": [one.code for one in sources],
        "to": [one.code for one in targets],
        "decision": clean(act.decision_number),
    }
    record(
        action=f"organisations.{kind.value}",
        at=act.at,
        actor=act.actor,
        target=subject,
        label=subject.name,
        organisation_code=subject.code,
        detail=detail,
    )
