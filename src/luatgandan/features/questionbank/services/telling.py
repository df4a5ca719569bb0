"""Telling those who check and approve that questions have come to wait, once a day and not once a question."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.queries import people_of
from luatgandan.foundation.accounts.rules import Action
from luatgandan.foundation.notifications.services import notify

from ..enums import State
from ..models import Bank, Item
from ..rules import ROOM

DESK_KIND = "questionbank.desk"
DAY = timedelta(days=1)
WHO = {State.DRAFT: Action.EDIT, State.CHECKED: Action.APPROVE}


@transaction.atomic
def tell_waiting(*, at: datetime) -> int:
    """Tell each person what others wrote or checked since yesterday and that waits for them; returns how many."""
    told = 0
    for bank in Bank.objects.select_related("organisation__parent"):
        for state, action in WHO.items():
            rows = Item.objects.filter(bank=bank, state=state, changed_at__gt=at - DAY)
            for person in people_of(bank.organisation, action, room=ROOM, at=at) if rows.exists() else ():
                told += _tell(person, state, rows.exclude(latest__author=person).count(), bank, at)
    return told


def _tell(person: Person, state: State, count: int, bank: Bank, at: datetime) -> int:
    if not count:
        return 0
    sentence = {
        State.DRAFT: _("%(count)d câu hỏi chờ kiểm tra: %(bank)s"),
        State.CHECKED: _("%(count)d câu hỏi chờ duyệt: %(bank)s"),
    }[state]
    url = f"{reverse('questionbank_desk:list')}?buoc={state}"
    notify(person=person, kind=DESK_KIND, title=sentence % {"count": count, "bank": bank}, at=at, url=url)
    return 1
