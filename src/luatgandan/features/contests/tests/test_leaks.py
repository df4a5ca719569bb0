"""While a round runs no page, address or answer tells a key, an explanation, the seed or what is right."""

import json
import pickle
import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from luatgandan.features.questionbank.models import Bank
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.rules import Role
from luatgandan.foundation.accounts.services import publish_texts
from luatgandan.foundation.modules.registry import SearchSource, SitemapSource, offers

from ..enums import Standing
from ..models import Attempt, Entrant, LogEntry, Round
from ..office import decision, minutes
from ..papers.values import Quota, Rules
from ..queries import answers_of, marked_paper, paper_of
from ..queries.data import entries_of
from ..queries.deciding import facts_of
from ..queries.exporting import results_workbook
from ..queries.proof import proof_lines
from ..rules.codes import login_digest
from ..services import rank_round, seal_for_rehearsal
from ..services.taking import start_attempt
from .conftest import Units
from .kinds import CONTENTS, WHY, fill_with_all_kinds
from .making import make_entrant, make_round
from .outcomes import officer

pytestmark = pytest.mark.django_db
HOME = "/cuoc-thi/vi-du/"
PUBLIC = ["/", "/cuoc-thi/", HOME, f"{HOME}luyen-tap/", "/thi/", "/on-tap/", "/sitemap.xml", "/on-tap/giao-thong/",
          "/on-tap/giao-thong/?cau=1&tra-loi=1&c0=dung", "/km/on-tap/giao-thong/", "/api/v1/openapi.json",
          "/tim-kiem/?q=%C4%91%C3%B2+ngang", "/api/v1/tim-kiem?q=%C4%91%C3%B2+ngang", "/hoi-dap/atom/"]  # fmt: skip
OUTCOME = [f"{HOME}bang/", *(f"{HOME}bang/?theo={by}" for by in ("don-vi", "truong", "xa-phuong")), f"{HOME}thong-ke/",
           f"{HOME}giai/", f"/km{HOME}thong-ke/"]  # fmt: skip
OWN = [f"{HOME}cua-toi/", f"{HOME}hoc-tiep/", f"{HOME}vong/1/khieu-nai/", f"{HOME}vong/1/luot/1/bien-nhan/"]
STEMS = [one.stem for one in CONTENTS]
PAPER = f"{HOME}vong/1/luot/1/"


@pytest.fixture
def round(units: Units) -> Round:
    publish_texts(at=timezone.now())
    fill_with_all_kinds(units["ward-a"])
    Bank.objects.update(is_shared=True)
    now = timezone.now()
    return make_round(
        units["ward-a"], Rules(quotas=(Quota(count=6),)), starts_at=now - timedelta(hours=2),
        ends_at=now + timedelta(hours=1),
    )  # fmt: skip


@pytest.fixture
def pupil(round: Round) -> Client:
    """A pupil in the middle of a paper."""
    make_entrant(round.contest, 1, login_digest=login_digest("7K3M92QF"))
    client = Client()
    client.post("/cuoc-thi/vi-du/ma-rieng/", {"code": "7K3M92QF", "agrees": "on"})
    client.post("/cuoc-thi/vi-du/vong/1/bat-dau/")
    return client


def read(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return str(response.headers) + body.decode()


def secrets_of(round: Round) -> list[str]:
    return [WHY, round.seed, "explanation", "is_right", '"key"']


def test_nothing_public_tells_what_is_right(round: Round, pupil: Client) -> None:
    for path in PUBLIC + OUTCOME:
        page = read(Client(), path)
        found = [one for one in (WHY, round.seed, *STEMS) if one in page]
        assert not found, (path, found)


def test_the_paper_of_an_entrant_tells_nothing_more(round: Round, pupil: Client) -> None:
    for path in (PAPER, f"{PAPER}nop/", "/cuoc-thi/vi-du/cua-toi/"):
        page = read(pupil, path)
        assert [one for one in secrets_of(round) if one in page] == []
    pupil.post(f"{PAPER}nop/")
    receipt = read(pupil, f"{PAPER}bien-nhan/")
    assert [one for one in secrets_of(round) if one in receipt] == []
    assert "Đáp án, giải thích và điều luật hiện ở đây sau khi" in receipt


def test_a_right_answer_looks_like_a_wrong_one(round: Round, pupil: Client) -> None:
    """What a save tells has the same shape and words whatever is sent."""
    page = read(pupil, PAPER)
    token = re.findall(r'token="([^"]+)"', page)[0]
    attempt = Attempt.objects.get()
    told = set()
    for sequence, answer in enumerate((["dung"], ["sai"], list(paper_of(attempt)[0][1].content.key), ["x"]), 1):
        data = {"paper": attempt.paper, "answers": [{"slot": 0, "answer": answer, "sequence": sequence, "given": 1}]}
        headers = {"X-Start-Token": token}
        response = pupil.post("/thi/luu/", json.dumps(data), content_type="application/json", headers=headers)
        told.add(re.sub(r'"now": \d+', "", response.content.decode()))
    assert len(told) == 1


def test_the_log_of_a_contest_holds_no_answer_and_no_key(round: Round, pupil: Client) -> None:
    pupil.post(f"{PAPER}nop/")
    kept = json.dumps(list(LogEntry.objects.values_list("detail", flat=True)), ensure_ascii=False)
    assert [one for one in secrets_of(round) if one in kept] == []
    ids = [one.id for _slot, question in paper_of(Attempt.objects.get()) for one in question.content.options]
    assert [one for one in ids if one in kept] == []


def test_the_order_of_options_does_not_tell(round: Round) -> None:
    """Over many papers the right option of the first question stands first about as often as second."""
    first = 0
    for number in range(60):
        attempt = start_attempt(entrant=make_entrant(round.contest, number), round=round, device="", at=timezone.now())
        slot, question = next(one for one in paper_of(attempt) if one[1].content.stem.startswith("Qua đò"))
        first += slot.options[0] == question.content.key[0]
    assert 12 <= first <= 48


def test_keys_are_not_told_before_the_reveal_and_are_after(round: Round, pupil: Client) -> None:
    pupil.post(f"{PAPER}nop/")
    attempt = Attempt.objects.get()
    with pytest.raises(ValueError, match="not revealed"):
        marked_paper(Attempt.objects.select_related("round", "entrant").get())
    Round.objects.update(ends_at=timezone.now() - timedelta(minutes=30), revealed_at=timezone.now())
    page = read(pupil, f"{PAPER}bien-nhan/")
    assert page.count(WHY) == 6
    assert answers_of(attempt) == {}


def test_a_rehearsal_tells_no_score_and_is_no_way_to_try(units: Units) -> None:
    """Its questions are those of the real banks; one answer changed at a time would find every key."""
    publish_texts(at=timezone.now())
    fill_with_all_kinds(units["ward-a"])
    ahead = timezone.now() + timedelta(days=1)
    waiting = make_round(
        units["ward-a"], Rules(quotas=(Quota(count=6),), attempts=1), is_sealed=False, starts_at=ahead,
        ends_at=ahead + timedelta(hours=1),
    )  # fmt: skip
    seal_for_rehearsal(round=waiting, by=officer(Role.EDITOR), at=timezone.now())
    guest = make_entrant(waiting.contest, 1, login_digest=login_digest("7K3M92QF"), standing=Standing.REHEARSING)
    client = Client()
    client.post(f"{HOME}ma-rieng/", {"code": "7K3M92QF", "agrees": "on"})
    client.post(f"{HOME}vong/1/bat-dau/")
    client.post(f"{PAPER}nop/")
    assert Attempt.objects.get(entrant=guest).score == 0
    receipt = read(client, f"{PAPER}bien-nhan/")
    assert ("0/6" in receipt, "Bài thi thử không báo điểm" in receipt) == (False, True)
    mine = read(client, f"{HOME}cua-toi/")
    assert ("0/6" in mine, "Bài thi thử không báo điểm" in mine) == (False, True)
    assert client.post(f"{HOME}vong/1/bat-dau/").status_code == 422


@pytest.fixture
def ranked(round: Round, pupil: Client) -> Round:
    """Ranked and not revealed: another round still asks some of the same questions, say."""
    pupil.post(f"{PAPER}nop/")
    Round.objects.update(ends_at=timezone.now() - timedelta(minutes=30))
    return rank_round(round=Round.objects.get(), at=timezone.now())


def test_places_are_public_before_keys_are(ranked: Round, pupil: Client) -> None:
    for client, paths in ((Client(), PUBLIC + OUTCOME), (pupil, OUTCOME + OWN)):
        for path in paths:
            page = read(client, path)
            assert (path, [one for one in (WHY, ranked.seed, "is-key", *STEMS) if one in page]) == (path, [])
    assert "CT-00001" in read(Client(), f"{HOME}bang/")
    kept = " ".join(str(pickle.loads(value)) for value in vars(caches["default"])["_cache"].values())
    assert "contests.board" in " ".join(vars(caches["default"])["_cache"])
    assert [one for one in (WHY, ranked.seed) if one in kept] == []


def test_exports_and_the_search_index_hold_no_key_before_the_reveal(ranked: Round) -> None:
    person = Person.objects.create_user("hoa", "hoa@example.invalid", "x")
    Entrant.objects.update(person=person)
    found = {
        "proof": " ".join(proof_lines(ranked.contest, at=timezone.now())),
        "workbook": unzipped(results_workbook(ranked)),
        "decision": unzipped(decision(facts_of(ranked))),
        "minutes": unzipped(minutes(facts_of(ranked))),
        "own data": str(entries_of(person)),
        "search": " ".join(str(item) for source in offers(SearchSource) for item in source.items()),
        "sitemap": " ".join(str(entry) for source in offers(SitemapSource) for entry in source.entries()),
    }
    secrets = (WHY, ranked.seed, *STEMS)
    assert [(name, one) for name, words in found.items() for one in secrets if one in words] == []
    Round.objects.update(revealed_at=timezone.now())
    assert WHY in " ".join(proof_lines(ranked.contest, at=timezone.now()))


def unzipped(content: bytes) -> str:
    archive = ZipFile(BytesIO(content))
    return " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
