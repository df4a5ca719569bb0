"""Pictures and sounds in a contest: sealed with the question, shown to who sits the paper; how often it was asked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from luatgandan.features.questionbank.enums import Difficulty
from luatgandan.features.questionbank.formats.media import prepare
from luatgandan.features.questionbank.formats.values import Medium
from luatgandan.features.questionbank.models import Item
from luatgandan.features.questionbank.rules.addresses import media_url
from luatgandan.features.questionbank.services import Written, add_item, keep_file, open_bank
from luatgandan.features.questionbank.services.reviewing import put_in_use
from luatgandan.features.questionbank.tests.files import SOUND, picture
from luatgandan.foundation.accounts.services import publish_texts
from luatgandan.foundation.organisations.tests.city import city

from ..models import Contest, Round, Sealed
from ..papers.sealing import commitment
from ..papers.values import Quota, Rules, SealedQuestion
from ..queries import sealed_questions
from ..queries.exposure import papers_by_item
from ..rules.codes import login_digest
from ..services import count_exposure, reveal_round, seal_round
from ..services.taking import close_expired
from .making import FIELDS, OPENS, fill_bank, make_attempt, make_entrant, make_round, question

ALT, WORDS = "Bến đò có hai biển", "Mời khách lên đò."
pytestmark = pytest.mark.django_db


def fill_with_media() -> tuple[Item, tuple[Medium, ...]]:
    """One question of the shared bank with a picture, a sound, and a picture for an option."""
    files = [prepare(picture(), "a.png"), prepare(SOUND, "a.wav"), prepare(picture(colour="blue"), "b.png")]
    for file in files:
        keep_file(file=file, at=OPENS)
    content = question(1).content
    media = (files[0].medium(alt=ALT), files[1].medium(transcript=WORDS),
             files[2].medium(alt="Biển xanh", option=content.options[1].id))  # fmt: skip
    written = Written(
        content=replace(content, media=media), day_of_law=OPENS.date(), field=FIELDS[0], difficulty=Difficulty.EASY
    )
    item = add_item(bank=open_bank(organisation=city()["root"]), written=written, by=None, at=OPENS, code="c-001")
    assert item.latest is not None
    put_in_use(item, item.latest, at=OPENS)
    item.save()
    return item, media


@pytest.fixture
def running() -> Round:
    publish_texts(at=timezone.now())
    item, _media = fill_with_media()
    now = timezone.now()
    return make_round(
        item.bank.organisation, Rules(quotas=(Quota(count=1),)), is_sealed=False, starts_at=now - timedelta(minutes=1),
        ends_at=now + timedelta(hours=1),
    )  # fmt: skip


def sitting(client: Client, round: Round) -> str:
    """The page of a paper of somebody who has begun."""
    make_entrant(round.contest, 1, login_digest=login_digest("7K3M92QF"))
    client.post("/cuoc-thi/vi-du/ma-rieng/", {"code": "7K3M92QF", "agrees": "on"})
    client.post("/cuoc-thi/vi-du/vong/1/bat-dau/")
    return str(client.get("/cuoc-thi/vi-du/vong/1/luot/1/").content.decode())


def address(medium: Medium) -> str:
    return media_url(f"{medium.sha256}.{medium.suffix}")


def test_the_commitment_covers_every_file_and_every_alternative(running: Round) -> None:
    sealed = seal_round(round=running, at=timezone.now())
    (one,) = [SealedQuestion.from_dict(row) for row in Sealed.objects.get().questions]
    assert one == sealed_questions(sealed)["c-001"]

    def promised(given: SealedQuestion) -> str:
        return commitment(contest="vi-du", round=1, rules=sealed.rules, questions=[given], seed=sealed.seed)

    assert promised(one) == sealed.commitment
    first = one.content.media[0]
    for other in (replace(first, sha256="0" * 64), replace(first, alt="khác"), replace(first, option="x")):
        media = (other, *one.content.media[1:])
        assert promised(replace(one, content=replace(one.content, media=media))) != sealed.commitment


def test_a_question_without_media_is_sealed_as_before_there_were_any() -> None:
    plain = question(1).to_dict()
    assert "media" not in plain["content"]
    assert SealedQuestion.from_dict(plain) == question(1)


def test_whoever_sits_the_paper_sees_and_hears_it_and_nothing_plays_by_itself(running: Round, client: Client) -> None:
    page = sitting(client, running)
    media = sealed_questions(Round.objects.get())["c-001"].content.media
    for one in media:
        assert f'src="{address(one)}"' in page
        assert client.get(address(one)).status_code == 200
    assert page.count('loading="lazy"') == 2
    assert f'alt="{ALT}"' in page
    assert 'width="40" height="20"' in page
    assert '<audio controls preload="none"' in page
    assert "autoplay" not in page
    assert WORDS in page


def test_before_one_may_see_the_question_no_page_gives_an_address(running: Round, client: Client) -> None:
    media = [one for item in Item.objects.select_related("approved") if item.approved
             for one in item.approved.content_of(item.kind).media]  # fmt: skip
    seal_round(round=running, at=timezone.now())
    pages = [client.get(path) for path in ("/cuoc-thi/vi-du/", "/cuoc-thi/", "/on-tap/", "/on-tap/giao-thong/",
                                           "/cuoc-thi/vi-du/vong/1/luot/1/", "/cuoc-thi/vi-du/thong-ke/")]  # fmt: skip
    for one in media:
        assert all(one.sha256 not in page.content.decode() for page in pages)
        assert client.get(f"/tep-cau-hoi/{one.sha256}.{one.suffix}/").status_code == 404


def test_practice_shows_what_belongs_to_a_question(client: Client) -> None:
    publish_texts(at=timezone.now())
    _item, media = fill_with_media()
    page = client.get("/on-tap/giao-thong/").content.decode()
    assert [address(one) in page for one in media] == [True] * 3
    answered = client.get("/on-tap/giao-thong/", {"tra-loi": "1", "c0": "o1a"}).content.decode()
    assert address(media[0]) in answered


def test_how_often_questions_were_asked_is_counted_after_the_reveal() -> None:
    ward = city()["ward-a"]
    fill_bank(ward)
    round = make_round(ward)
    for number in range(30):
        make_attempt(round, make_entrant(round.contest, number), number=1)
    assert not Item.objects.exclude(drawn=0).exists()
    expected = papers_by_item(round)
    assert sum(expected.values()) == 30 * 4
    for _again in range(2):
        count_exposure(round=round)
        assert {one.pk: one.drawn for one in Item.objects.exclude(drawn=0)} == expected


def test_of_a_large_round_some_papers_stand_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    ward = city()["ward-a"]
    fill_bank(ward)
    round = make_round(ward, Rules(quotas=(Quota(count=12),)))
    for number in range(9):
        make_attempt(round, make_entrant(round.contest, number), number=1)
    monkeypatch.setattr("luatgandan.features.contests.queries.exposure.MOST_DRAWN", 3)
    assert set(papers_by_item(round).values()) == {9}


@pytest.mark.django_db(transaction=True)
def test_the_worker_counts_when_the_keys_become_public() -> None:
    ward = city()["ward-a"]
    fill_bank(ward)
    round = make_round(ward)
    make_attempt(round, make_entrant(round.contest, 1))
    later = round.ends_at + timedelta(hours=1)
    close_expired(at=later)
    with transaction.atomic():
        reveal_round(round=round, at=later)
    assert Item.objects.filter(drawn=1).count() == 4
    assert Contest.objects.get() == round.contest
