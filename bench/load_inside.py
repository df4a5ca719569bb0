"""Inside the portal that is loaded: what visitors read, ask and sit; and what of the questions they sent is stored."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from luatgandan.features.qa.models import Question
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.modules.registry import SearchSource, offers

from . import contest_round

QUESTIONS = ("Mua đất giấy tay có được cấp sổ đỏ không?", "Nghỉ sinh được mấy tháng?", "Ly hôn nộp đơn ở đâu?",
             "Bị quỵt lương thì làm sao?", "Xe máy vượt đèn đỏ bị phạt bao nhiêu?")  # fmt: skip
PAGES = ("/", "/van-ban/", "/hoi-dap/", "/cuoc-thi/", "/tro-ly/")
WORD = re.compile(r"\w{3,}")


def fill(slug: str, people: int) -> dict[str, Any]:
    """A round with people who have typed their codes, pages of every room, words of titles, somebody signed in."""
    items = [item for source in offers(SearchSource) for item in source.items()]
    person, _is_new = Person.objects.get_or_create(username="bench-visitor")
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return {
        **contest_round.fill(slug, people),
        "pages": [*PAGES, *sorted({item.url for item in items if item.url.startswith("/")})[:60]],
        "words": sorted({word.lower() for item in items for word in WORD.findall(item.title)})[:400],
        "asked": QUESTIONS,
        "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
    }


def reconcile(slug: str, log: str) -> dict[str, Any]:
    """What visitors were told against what the database holds: answers of papers, and questions."""
    told = [json.loads(line) for line in Path(log).read_text(encoding="utf-8").splitlines()]
    sent = [one["form_key"] for one in told if "form_key" in one]
    stored = Counter(Question.objects.filter(form_key__in=sent).values_list("form_key", flat=True))
    found = contest_round.reconcile(slug, log)
    return {**found, "questions_told": len(sent), "questions_lost": len(set(sent) - set(stored))}
