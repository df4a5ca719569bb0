"""Switches, budget and the page that shows them: off is off at every door."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from luatgandan.backends.llm import LlmUnavailableError
from luatgandan.backends.llm.fake import FakeLlm
from luatgandan.features.library.models import Document
from luatgandan.foundation.accounts.models import Person

from .. import queries, services
from ..models import AssistantSwitches, ModelDay, Run
from ..services import budgeting, composing

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FARE = "Người lớn qua đò trả bao nhiêu tiền?"
PLAIN = "[E1] Người lớn qua đò trả tiền 50.000 đồng."
MODEL = {"BACKEND": "x", "OPTIONS": {"url": "https://llm.example.invalid/v1", "model": "vi-7b"}}


def status() -> str:
    return services.ask(text=FARE, at=NOW).status


def test_the_switch_of_the_desk_acts_at_once_on_page_and_api(client: Client, ferry: Document) -> None:
    AssistantSwitches.objects.create(is_on=False)
    assert status() == "UNAVAILABLE"
    assert client.post("/api/v1/ask", {"question": FARE}, content_type="application/json").status_code == 503
    assert "Trợ lý đang tạm nghỉ" in client.get("/tro-ly/").content.decode()
    AssistantSwitches.objects.update(is_on=True)
    assert status() == "ANSWERED_EXTRACTIVE"


def test_the_model_can_be_switched_off_alone(ferry: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "get_llm", lambda: FakeLlm(answer=PLAIN))
    assert status() == "ANSWERED_COMPOSED"
    AssistantSwitches.objects.create(is_model_on=False)
    assert status() == "ANSWERED_EXTRACTIVE"


def test_the_budget_outlives_the_cache(ferry: Document, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.ASSISTANT_LLM_PER_DAY = 1
    monkeypatch.setattr(composing, "get_llm", lambda: FakeLlm(answer=PLAIN))
    assert status() == "ANSWERED_COMPOSED"
    cache.clear()
    assert status() == "ANSWERED_EXTRACTIVE"
    assert ModelDay.objects.get().asked == 1


def test_faults_are_kept_without_the_question(ferry: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "get_llm", lambda: FakeLlm(answer=PLAIN, error=LlmUnavailableError("answered 429")))
    status()
    row = ModelDay.objects.get()
    assert (row.asked, row.failed, row.failed_at, row.fault) == (1, 1, NOW, "answered 429")
    assert row.answered_at is None


@pytest.mark.django_db
def test_the_health_of_the_house_names_a_model_that_fails(settings: Any) -> None:
    settings.LLM, now = MODEL, timezone.now()
    assert queries.what_is_wrong() == ""
    ModelDay.objects.create(day=timezone.localdate(), failed=2, failed_at=now, fault="answered 503")
    assert queries.what_is_wrong().endswith("answered 503")
    ModelDay.objects.update(answered_at=now + timedelta(seconds=1))
    assert queries.what_is_wrong() == ""


def test_the_page_tells_what_answers(client: Client, ferry: Document, settings: Any) -> None:
    settings.LLM, settings.ASSISTANT_LLM_PER_DAY = MODEL, 40
    budgeting.take_from_budget(at=NOW)
    budgeting.note_outcome(at=NOW, fault="language model: TimeoutError")
    page = client.get("/tro-ly/tinh-trang/")
    told = page.content.decode()
    for words in ("Trợ lý đang trả lời", "vi-7b", "llm.example.invalid", "TimeoutError", "đang bật"):
        assert words in told
    assert "no-store" in page["Cache-Control"]
    assert "Công tắc trợ lý" not in told


def test_the_page_says_when_it_rests_and_that_no_model_is_used(client: Client, ferry: Document) -> None:
    AssistantSwitches.objects.create(is_on=False)
    told = client.get("/tro-ly/tinh-trang/").content.decode()
    assert "Trợ lý đang tạm nghỉ" in told
    assert "Không dùng" in told


@pytest.mark.parametrize("is_superuser", [True, False])
def test_only_who_may_reaches_the_switches(client: Client, ferry: Document, settings: Any, is_superuser: bool) -> None:
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(Person.objects.create(username="x", is_superuser=is_superuser))
    assert ("Công tắc trợ lý" in client.get("/tro-ly/tinh-trang/").content.decode()) == is_superuser
    answer = client.get("/quan-tri/settings/assistant/assistantswitches/", follow=True)
    assert ("Cho mô hình ngôn ngữ" in answer.content.decode()) == is_superuser


def test_one_browser_is_stopped_and_the_school_goes_on(ferry: Document, settings: Any) -> None:
    settings.ASSISTANT_PER_HOUR = 2
    for _ in range(2):
        services.ask(text="xin chào", at=NOW, device="one", address="school")
    with pytest.raises(services.AskedTooOftenError):
        services.ask(text="xin chào", at=NOW, device="one", address="school")
    assert services.ask(text="xin chào", at=NOW, device="two", address="school").pk
    assert Run.objects.count() == 3


def test_the_page_counts_by_the_browser_s_own_secret(ferry: Document, settings: Any) -> None:
    settings.ASSISTANT_PER_HOUR = 1
    first, second = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    codes = []
    for browser in (first, first, second):
        browser.get("/tro-ly/")
        token = browser.cookies[settings.CSRF_COOKIE_NAME].value
        asked = {"question": "xin chào", "csrfmiddlewaretoken": token}
        codes.append(browser.post("/tro-ly/", asked).status_code)
    assert codes == [302, 422, 302]
