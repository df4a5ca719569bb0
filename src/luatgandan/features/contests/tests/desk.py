"""Being at the desk: signed in, the words of a page, a contest of a template, a round as it is typed."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from luatgandan.foundation.accounts.models import Person

from ..forms.desk_rounds import RoundForm, round_initial
from ..models import Contest, Round
from ..queries.desk import banks_for
from ..rules.templates import TEMPLATES
from ..services import contests as acts
from .conftest import NOW, Units

QUERIES = 12


def at_desk(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())


def url(name: str, *args: Any) -> str:
    return reverse(f"contests_desk:{name}", args=args)


def made(units: Units, person: Person, template: str = "hoc-sinh", title: str = "Em yêu luật") -> Contest:
    return acts.create_contest(
        organisation=units["ward-a"], template=TEMPLATES[template], title=title, opens_on=date(2099, 3, 2), by=person,
        at=NOW,
    )  # fmt: skip


def typed_round(round: Round, **changed: Any) -> dict[str, Any]:
    """What the browser sends back of the editor of a round."""
    form = RoundForm(banks=banks_for(round.contest.organisation), initial=round_initial(round))
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**sent, **changed}.items() if value is not None and value is not False}
