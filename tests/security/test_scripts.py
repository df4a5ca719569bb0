"""Script in every text field: shown as text on every page and screen, under a policy that would not run it."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, Field, Model, TextField, Value
from django.db.models.functions import Concat
from django.test import Client, override_settings

from luatgandan.foundation.accounts.models import Person

from .addresses import addresses
from .answers import LEFT_OPEN, body
from .world import World

pytestmark = LEFT_OPEN

PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
RAW = re.compile(r"<script>alert\(1\)|<img src=x onerror|>49<")
UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"}
NOT_WORDS = re.compile(
    r"(^|_)(slug|code|eid|path|url|hash|sha256|token|key|state|kind|number|username|email|phone|password|digest|lang"
    r"|language|item|room|origin|part|format|day|field|lot|paper|receipt|media_type|seed|contact|level|action|act)$"
)
OURS = ("thu-vien", "snippets/library", "cuoc-thi", "thi-hoi", "ngan-hang", "hoi-dap", "tro-ly", "soan", "vai-tro",
        "yeu-cau", "co-quan", "xa-phuong", "ngay-nghi", "su-co", "nhat-ky", "users", "tim-kiem", "$")  # fmt: skip
WAGTAIL = re.compile(f"^/quan-tri/(?!{'|'.join(OURS)})")


def free_texts(model: type[Model]) -> list[Field[Any, Any]]:
    """Fields in which people write words of their own."""
    return [
        field
        for field in model._meta.concrete_fields
        if type(field) in (CharField, TextField)
        and not (field.choices or field.unique or field.primary_key)
        and not NOT_WORDS.search(field.name)
    ]


def poison() -> int:
    """Script in every such field of every row of our own tables; returns how many fields."""
    models = [model for model in apps.get_models() if model.__module__.startswith("luatgandan.")]
    changed = {model: free_texts(model) for model in models if model._meta.label != "audit.Entry"}
    for model, fields in changed.items():
        values = {field.name: Concat(field.name, Value(PAYLOAD), output_field=TextField()) for field in fields}
        if values:
            model._base_manager.update(**values)
    return sum(map(len, changed.values()))


def is_strict(policy: str) -> bool:
    """Whether scripts come from the house only."""
    rules = {name: set(words) for name, *words in (part.split() for part in policy.split(";") if part.strip())}
    return not UNSAFE & rules["script-src"]


@pytest.mark.django_db
def test_stored_script_is_text_wherever_it_is_shown(world: World) -> None:
    found = [one.path for one in addresses(world) if not WAGTAIL.match(one.path)]
    assert poison() > 150
    boss = Person.objects.create_superuser("super", "super@example.invalid", "x")
    faults, shown = [], 0
    with override_settings(STAFF_SECOND_FACTOR=False):
        for who in (None, world.asker, boss):
            client = Client(raise_request_exception=False)
            if who:
                client.force_login(who)
            for path in found if who is boss else [path for path in found if not path.startswith("/quan-tri/")]:
                answer = client.get(path)
                text = body(answer).decode("utf-8", "replace")
                if "html" not in answer.get("Content-Type", ""):
                    continue
                shown += "&lt;script&gt;alert(1)" in text
                if RAW.search(text) or not is_strict(answer["Content-Security-Policy"]) or answer.status_code >= 500:
                    faults.append((path, answer.status_code, RAW.findall(text)[:1]))
    assert not faults, faults
    assert shown > 60
