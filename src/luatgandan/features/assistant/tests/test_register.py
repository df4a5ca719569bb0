"""The register of AI use, starter content and lists of the desk."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.organisations.models import Organisation

from ..enums import DraftKind, Fault
from ..models import AiUse, Attempt, PracticeTask, Prompt, PromptVersion
from ..queries.practice import sentences_of_task
from ..queries.register import register_tasks
from ..starter import load
from .conftest import MakeStaff, Units
from .lawbook import NOW, desk


def entry(unit: Organisation, **values: Any) -> dict[str, Any]:
    return {
        "organisation": unit.pk, "tool": "Máy dịch", "purpose": "Dịch tờ gấp", "data_class": "public", "risk": "low",
        "owner": "Trưởng phòng", "safeguards": "Người biết tiếng Khmer đọc lại.", "review_on": "2027-01-01",
        "is_active": "on", **values,
    }  # fmt: skip


def test_the_register_is_kept_at_the_desk_and_read_by_everybody(
    client: Client, units: Units, make_staff: MakeStaff
) -> None:
    keeper = desk(make_staff("approver", "ward-a"))
    add = reverse("assistant_register:add")
    secret = keeper.post(add, entry(units["ward-a"], data_class="secret")).content.decode()
    assert "Bí mật nhà nước không được đưa" in secret
    keeper.post(add, entry(units["ward-b"]))
    assert AiUse.objects.count() == 0
    keeper.post(add, entry(units["ward-a"], counts_drafts="on"))
    use = AiUse.objects.get()
    public = client.get("/so-dang-ky-ai/").content.decode()
    assert "noindex" not in public
    assert "Máy dịch" in public
    assert "Bài soạn có câu do máy viết" in public
    keeper.post(reverse("assistant_register:use", args=[use.pk]), entry(units["ward-a"], tool="Máy dịch 2"))
    assert "Máy dịch 2" in client.get("/so-dang-ky-ai/").content.decode()
    other = desk(make_staff("approver", "ward-b"))
    assert other.post(reverse("assistant_register:use", args=[use.pk]), entry(units["ward-b"])).status_code in (
        302,
        403,
    )
    assert "Máy dịch" not in other.get(reverse("assistant_register:list")).content.decode()
    editor = desk(make_staff("editor", "ward-a"))
    assert editor.get(reverse("assistant_register:list")).status_code in (302, 403)
    use.refresh_from_db()
    assert (use.tool, use.organisation) == ("Máy dịch 2", units["ward-a"])


def test_who_keeps_an_entry_is_reminded_of_it_and_nobody_else(units: Units, make_staff: MakeStaff) -> None:
    keeper = make_staff("approver", "ward-a")
    for day in ("2020-01-01", "2999-01-01"):
        desk(keeper).post(reverse("assistant_register:add"), entry(units["ward-a"], review_on=day))
    assert [(one.count, one.is_late) for one in register_tasks(keeper)] == [(1, True)]
    assert register_tasks(make_staff("approver", "ward-b")) == register_tasks(make_staff("editor", "ward-a")) == []
    AiUse.objects.update(is_active=False)
    assert register_tasks(keeper) == []


def test_starter_content_is_loaded_once_and_left_to_the_officers(units: Units) -> None:
    count = load()
    assert count == len(DraftKind) + PracticeTask.objects.count() + AiUse.objects.count()
    assert AiUse.objects.count() == 2
    for one in PracticeTask.objects.all():
        faults = [sentence.fault for sentence in sentences_of_task(one)]
        assert Fault.NONE in faults
        assert len(set(faults)) >= 3
    Prompt.objects.update(quality="Đã thử")
    assert load() == count
    assert set(Prompt.objects.values_list("quality", flat=True)) == {"Đã thử"}


def counts(client: Client, head: Client, seen: Callable[[int], Any]) -> list[int]:
    """How many queries each list takes."""
    addresses = [reverse(f"assistant_{name}:list") for name in ("practice", "prompts", "register")]
    found = []
    for browser, address in [*((head, one) for one in addresses), (client, "/so-dang-ky-ai/")]:
        with seen(40) as asked:
            assert browser.get(address).status_code == 200
        found.append(len(asked))
    return found


def test_lists_ask_as_often_for_many(
    task: PracticeTask, units: Units, writer: Person, make_staff: MakeStaff, client: Client,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    def fill(number: int) -> None:
        Attempt.objects.create(task=task, person=writer, marks=[], score=number, made_at=NOW)
        AiUse.objects.create(**{**entry(units["ward-a"]), "organisation": units["ward-a"], "is_active": True})
        made = Prompt.objects.create(title=f"Lời {number}", kind="quiz")
        PromptVersion.objects.create(prompt=made, number=1, text="x", made_at=NOW, author=writer)

    head = desk(make_staff("unit_head"))
    fill(0)
    counts(client, head, django_assert_max_num_queries)  # what a process remembers is asked for once
    one = counts(client, head, django_assert_max_num_queries)
    for number in range(1, 30):
        fill(number)
    assert counts(client, head, django_assert_max_num_queries) == one
