"""Spans of time: closing one state and opening the next so that no day is left out, and no day holds a circle."""

from collections import defaultdict
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from ..models import Organisation, OrganisationState


class TreeError(ValueError):
    """The act would break the tree or its history; the message tells the person why and what to do."""


def open_state(organisation: Organisation) -> OrganisationState:
    """The present state of an open organisation."""
    return OrganisationState.objects.get(organisation=organisation, valid_to=None)


def check_may_change(organisation: Organisation, on: date) -> None:
    """The organisation is open and nothing newer than `on` is recorded for it."""
    if organisation.valid_to is not None:
        raise TreeError(_("“%(name)s” đã kết thúc, không thay đổi được nữa.") % {"name": organisation.name})
    since = open_state(organisation).valid_from
    if since and since > on:
        raise TreeError(
            _("“%(name)s” đã có thay đổi ngày %(since)s. Chọn ngày từ đó về sau.")
            % {"name": organisation.name, "since": f"{since:%d/%m/%Y}"}
        )


def check_parent(parent: Organisation, on: date) -> None:
    """The parent stands on that day and after."""
    if parent.valid_to is not None:
        raise TreeError(_("Đơn vị cấp trên “%(name)s” đã kết thúc. Chọn đơn vị khác.") % {"name": parent.name})
    if parent.valid_from and parent.valid_from > on:
        raise TreeError(
            _("Đơn vị cấp trên “%(name)s” chỉ có từ %(since)s. Chọn ngày từ đó về sau.")
            % {"name": parent.name, "since": f"{parent.valid_from:%d/%m/%Y}"}
        )


def first_states(organisation: Organisation) -> list[OrganisationState]:
    """The states of a new organisation, not saved: one, or two when it is older than its parent."""
    parent, begin = organisation.parent, organisation.valid_from
    since = parent.valid_from if parent and parent.valid_from and begin is None else begin
    states = [OrganisationState(organisation=organisation, name=organisation.name, parent=parent, valid_from=since)]
    if since != begin:
        states.append(OrganisationState(organisation=organisation, name=organisation.name, valid_to=since))
    return states


def change_state(organisation: Organisation, on: date) -> None:
    """Write the organisation's name and parent as its state from `on`; the state before ends there."""
    state = open_state(organisation)
    if state.valid_from == on:
        state.name, state.parent = organisation.name, organisation.parent
        state.save(update_fields=["name", "parent"])
        return
    end_state(organisation, on)
    OrganisationState.objects.create(
        organisation=organisation, name=organisation.name, parent=organisation.parent, valid_from=on
    )


def end_state(organisation: Organisation, on: date) -> None:
    """The present state ends on `on`; one that began that very day never was."""
    state = open_state(organisation)
    if state.valid_from == on:
        state.delete()
    else:
        state.valid_to = on
        state.save(update_fields=["valid_to"])


def children_since(organisation: Organisation, on: date) -> list[Organisation]:
    """The present children, each under it since `on` or before. Refuses when a child came or left after `on`."""
    states = organisation.child_states.filter(Q(valid_to=None) | Q(valid_to__gt=on)).select_related("organisation")
    for state in states:
        late = state.valid_to or (state.valid_from if state.valid_from and state.valid_from > on else None)
        if late:
            raise TreeError(
                _("“%(child)s” còn trực thuộc “%(name)s” đến sau ngày này (%(late)s). Chọn ngày từ đó về sau.")
                % {"child": state.organisation.name, "name": organisation.name, "late": f"{late:%d/%m/%Y}"}
            )
    return [state.organisation for state in states]


def check_no_circle(organisation: Organisation, parent: Organisation, on: date) -> None:
    """On no day since `on` does the new parent hang below the organisation. One query; past spans count too."""
    if parent.pk == organisation.pk:
        raise TreeError(_("Một đơn vị không thể trực thuộc chính nó."))
    spans: dict[int, list[tuple[date, date, int]]] = defaultdict(list)
    rows = OrganisationState.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on)).exclude(parent=None)
    for child, above, since, until in rows.values_list("organisation_id", "parent_id", "valid_from", "valid_to"):
        if above is not None:
            spans[child].append((since or date.min, until or date.max, above))
    waiting = [(parent.pk, on, date.max)]
    while waiting:
        child, since, until = waiting.pop()
        for begin, end, above in spans[child]:
            if max(begin, since) >= min(end, until):
                continue
            if above == organisation.pk:
                raise TreeError(
                    _("“%(parent)s” nằm trong “%(name)s” nên không thể là đơn vị cấp trên của nó.")
                    % {"parent": parent.name, "name": organisation.name}
                )
            waiting.append((above, max(begin, since), min(end, until)))
