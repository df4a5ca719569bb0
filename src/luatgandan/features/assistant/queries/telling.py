"""An answer as programs get it, by the API and over MCP: with whole addresses, the notice and the proof sheet."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from luatgandan.features.library import queries as library
from luatgandan.foundation.search.pipeline.values import Result, SearchQuery
from luatgandan.foundation.search.queries import search
from luatgandan.lib.links import with_query

from ..enums import Status
from ..models import Run
from ..pipeline.values import Sentence, Unit
from .retrieving import cited_units, warned
from .runs import hotlines

AS_IT_IS = ("hidden", "language", "sentences", "clarification", "helpers")
OF_A_UNIT = ("id", "number", "name", "label", "eid", "state", "valid_from", "valid_to", "untold")


def told(run: Run, *, today: date) -> dict[str, Any]:
    """A run as plain values; texts about the answer in the language of the thread."""
    card, is_urgent = run.card, run.card.get("is_sensitive") or run.status == Status.DANGER
    return {
        **{name: card[name] for name in AS_IT_IS},
        "status": run.status,
        "why": run.why,
        "question": run.question,
        "day": run.day,
        "citations": [_citation(unit) for unit in card["units"]],
        "official": _published(card["official"]),
        "guide": _published(card.get("guide")),
        "related": [{**one, "text": _whole(one["text"])} for one in card["related"]],
        "hotlines": [{"number": one.number, "who": one.who} for one in hotlines()] if is_urgent else [],
        "is_recalled": run.is_recalled(today),
        "url": _whole(run.get_absolute_url()),
        "proof": _proof(run) if run.is_answered else None,
        "notice": notice(),
        "asked_at": run.asked_at,
        "took_ms": run.took_ms,
    }


def _published(answer: dict[str, Any] | None) -> dict[str, Any] | None:
    return {**answer, "url": _whole(answer["url"])} if answer else None


def articles_for(text: str, *, day: date | None, today: date, most: int) -> list[dict[str, Any]] | None:
    """Articles that search finds for some words, best first; None while there is no index."""
    query = SearchQuery(text=text, at=day, facets={"kind": ("article",)}, is_grouped=False, per_page=most)
    found = search(query, today=today)
    return [_result(one, found.at or today) for one in found.results] if found.is_available else None


def _result(one: Result, day: date) -> dict[str, Any]:
    passage = "".join(piece.text for piece in one.passage)
    url = with_query(_whole(one.url), at=day.isoformat())
    return {"title": one.title, "number": one.number, "path": one.path, "state": one.state, "text": passage, "url": url}


def article_on(*, number: str, article: str, day: date) -> dict[str, Any] | None:
    """The words of an article of a document on a day; None where the library has none."""
    document = library.document_with_number(number)
    units = cited_units([(document.pk, f"art_{article.strip().lower()}")], day) if document else []
    return {**_citation(asdict(warned(units[:1], day)[0])), "day": day} if units else None


def step(sentence: Sentence | None, units: Sequence[Unit]) -> dict[str, Any]:
    """A proven sentence with where it stands, for a reader who waits; empty for a step without one."""
    if sentence is None:
        return {}
    proofs = [unit for unit in units if unit.id in sentence.evidence]
    sources = [{"label": f"{unit.label}, {unit.name}", "url": unit.url} for unit in proofs]
    return {"text": sentence.text, "is_quote": sentence.is_quote, "sources": sources}


def notice() -> str:
    """What a reader must know before the first answer (Luật 134/2025/QH15), and what an answer is not."""
    return " ".join(
        [
            _(
                "Đây không phải người, cũng không thay luật sư hay quyết định của cơ quan nhà nước. Máy tìm và trích "
                "điều luật; bạn luôn xem được căn cứ. Thông báo theo Luật Trí tuệ nhân tạo số 134/2025/QH15."
            ),
            _("Thông tin để tham khảo, không phải tư vấn pháp lý và không phải văn bản áp dụng pháp luật."),
        ]
    )


def _citation(unit: dict[str, Any]) -> dict[str, Any]:
    text = "\n".join(part for part in (unit["heading"], *unit["lead"], unit["words"]) if part)
    return {**{name: unit[name] for name in OF_A_UNIT}, "url": _whole(unit["url"]), "text": text}


def _proof(run: Run) -> dict[str, str]:
    routes = {"page": "proof", "data": "proof_json", "pdf": "proof_pdf"}
    return {name: _whole(reverse(f"assistant:{route}", args=[run.token])) for name, route in routes.items()}


def _whole(url: str) -> str:
    return f"{settings.SITE_URL}{url}" if url.startswith("/") else url
