"""From TOML files to rows. What stands already is left alone: it belongs to the officers by then."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luatgandan.foundation.organisations.models import Organisation

from ..drafting.planting import Planted
from ..models import AiUse, PracticeTask, Prompt, PromptVersion

HERE = Path(__file__).parent


@transaction.atomic
def load() -> int:
    """Load what is missing; returns how many prompts, tasks and entries stand."""
    at = timezone.now()
    for row in _read("prompts"):
        _prompt(row, at)
    for row in _read("practice"):
        _task(row)
    _register()
    return Prompt.objects.count() + PracticeTask.objects.count() + AiUse.objects.count()


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["rows"]
    return rows


def _prompt(row: dict[str, Any], at: datetime) -> None:
    values = {"kind": row["kind"], "quality": row["quality"]}
    prompt, is_new = Prompt.objects.get_or_create(title=row["title"], defaults=values)
    if is_new:
        PromptVersion.objects.create(prompt=prompt, number=1, text=row["text"].strip(), made_at=at)


def _task(row: dict[str, Any]) -> None:
    sentences = [Planted.from_dict(one).to_dict() for one in row["sentences"]]
    values = {"title": row["title"], "day": date.fromisoformat(row["day"]), "sentences": sentences}
    PracticeTask.objects.get_or_create(slug=row["slug"], defaults=values)


def _register() -> None:
    """The portal's own assistant, where the organisation that runs the portal is known."""
    owner = Organisation.objects.filter(code=settings.ROOT_ORGANISATION).first()
    if owner is None:
        return
    for row in _read("register"):
        values = {**row, "organisation": owner, "review_on": date.fromisoformat(row["review_on"])}
        AiUse.objects.get_or_create(tool=row["tool"], defaults=values)
