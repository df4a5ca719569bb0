"""Whoever asked takes their data away and erases it, with an account or without; contacts end by themselves."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luatgandan.foundation.backups.services import apply_journal, journal_places, keep_journal

from .. import services
from ..enums import State
from ..models import Attachment, Question, QuestionSettings, Rating
from ..queries import contact_of
from ..rules import NOBODY, Caller, token_of
from ..services import Asked
from .conftest import NOW, Units
from .paths import Way
from .test_attaching import private_files
from .test_public_pages import way

__all__ = ["private_files", "way"]


def asked(units: Units) -> Question:
    typed = Asked(
        title="Riêng", text="Chuyện riêng", name="Hoa", contact="hoa@example.invalid", organisation=units["ward-a"]
    )
    return services.send_question(asked=typed, by=NOBODY, at=NOW)


def test_who_has_no_account_reads_takes_and_erases_what_is_kept(client: Client, units: Units) -> None:
    question = asked(units)
    token = token_of(question)
    client.post(reverse("qa:add_files", args=[token]), {"files": [SimpleUploadedFile("giay.txt", b"Giay")]})
    kept = json.loads(client.get(reverse("qa:own_data", args=[token])).content)
    assert [kept[name] for name in ("Tên của bạn", "Nơi báo tin", "Tệp đã gửi")] == [
        "Hoa",
        "hoa@example.invalid",
        ["giay.txt"],
    ]

    here = reverse("qa:erase", args=[token])
    assert "Không lấy lại được" in client.get(here).content.decode()
    assert Question.objects.get().text == "Chuyện riêng"
    assert client.post(here).headers["Location"] == reverse("qa:board")
    question.refresh_from_db()
    assert (question.name, question.contact, question.state) == ("", "", State.WITHDRAWN)
    assert "riêng" not in question.text
    assert not Attachment.objects.exists()


def test_what_an_asker_erased_is_erased_again_after_an_old_backup(units: Units, settings: Any, tmp_path: Path) -> None:
    settings.HOME = settings.BACKUPS = tmp_path
    question = asked(units)
    before = Question.objects.filter(pk=question.pk).values().get()
    services.forget_question(question=question, by=Caller(token=token_of(question)), at=NOW)
    assert keep_journal() == 1
    Question.objects.filter(pk=question.pk).update(**before)
    assert [apply_journal(journal_places()) for _again in range(2)] == [1, 0]
    question.refresh_from_db()
    assert (question.name, question.contact, question.erased_at) == ("", "", NOW)
    assert "riêng" not in question.text


def test_only_the_link_erases(client: Client, units: Units) -> None:
    token = token_of(asked(units))[:-1]
    for name in ("qa:erase", "qa:own_data"):
        assert client.get(reverse(name, args=[token])).status_code == 404
    assert client.post(reverse("qa:erase", args=[token])).status_code == 404


def test_words_of_a_rating_go_and_its_score_stays(question: Question, way: Way) -> None:
    way.to(State.ANSWERED, question)
    services.rate_answer(question=question, score=2, words="Bà Hoa ở số 5 chưa hiểu.", by=way.asker, at=NOW)
    services.forget_asker(person_id=way.asker.person.pk)
    assert [(one.score, one.words) for one in Rating.objects.all()] == [(2, "")]


def test_contacts_end_some_days_after_the_end(units: Units) -> None:
    running, over = asked(units), asked(units)
    Question.objects.filter(pk=over.pk).update(state=State.ANSWERED)
    days = QuestionSettings.load().contact_days
    assert services.forget_contacts(at=NOW + timedelta(days=days)) == 0
    assert services.forget_contacts(at=NOW + timedelta(days=days, seconds=1)) == 1
    for one in (running, over):
        one.refresh_from_db()
    assert (contact_of(running), over.name, over.contact) == ("hoa@example.invalid", "", "")
