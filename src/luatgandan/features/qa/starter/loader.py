"""From TOML files to published answers. What stands already is left alone: it belongs to the officers by then."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from luatgandan.features.library.models import Document
from luatgandan.lib.legaltext import Address

from ..models import Publication
from ..queries.routing import coordinator
from ..services.own import publish_own
from ..services.wording import Written

HERE = Path(__file__).parent


def load() -> int:
    """Publish what is not there yet; returns how many published answers of our own stand."""
    unit = coordinator()
    if unit is not None:
        with transaction.atomic():
            for topic, asked in _asked():
                publish_own(
                    key=f"starter:{asked['slug']}", title=asked["question"], variants=asked["variants"], field=topic,
                    written=_written(asked), says=[one["says"] for one in asked["citations"]], organisation=unit,
                    at=timezone.now(),
                )  # fmt: skip
    return Publication.objects.filter(question__form_key__startswith="starter:").count()


def _asked() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted((HERE / "questions").glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        yield from ((content["topic"], asked) for asked in content["questions"])


def _written(asked: Mapping[str, Any]) -> Written:
    return Written(
        short=asked["short"], day_of_law=asked["day_of_law"], steps=asked["steps"], office=asked["office"],
        basis=[
            (
                Document.objects.with_number(one["document"]).values_list("pk", flat=True).get(),
                Address(one["article"], one.get("clause", ""), one.get("point", "")).eid,
            )
            for one in asked["citations"]
        ],
    )  # fmt: skip
