"""What the banks have for a round now: for sealing, and for whoever plans one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from luatgandan.features.library.models import Document
from luatgandan.features.questionbank.models import Bank, Item, ItemQuerySet, ItemVersion, Move
from luatgandan.features.questionbank.queries import drawable, flagged
from luatgandan.lib.legaltext.address import label_of

from ..models import Contest, Round
from ..papers.values import SealedQuestion
from .papers import sealed_questions, voided_codes


def bank_questions(round: Round, at: datetime) -> list[SealedQuestion]:
    """The approved questions of the banks of a round. Three queries."""
    return questions_of(bank_items(round, at))


def bank_items(round: Round, at: datetime) -> ItemQuerySet:
    """The same as rows; a round that names no bank draws from the unit's own and shared ones.

    Of the law of the day it opens, also where it is sealed the evening before.
    """
    rows = drawable(on=timezone.localdate(max(at, round.starts_at)), units={round.contest.organisation.code})
    if round.banks:
        rows = rows.filter(bank__in=round.banks)
    return rows.order_by("bank", "code")


def has_worked_on(person: Any, contest: Contest) -> bool:
    """Whether somebody wrote, checked or approved a question of a bank that the contest may draw from. Two queries."""
    banks = Bank.objects.filter(Q(organisation=contest.organisation_id) | Q(is_shared=True))
    named = [one.banks for one in contest.rounds.all()]
    if named and all(named):
        banks = banks.filter(pk__in={key for keys in named for key in keys})
    return Move.objects.filter(by=person, item__bank__in=banks).exists()


def may_ask(round: Round, item: Item) -> bool:
    """Whether a round that is not sealed may ask a question: its bank and a quota fit. No query; `bank` at hand."""
    bank = item.bank
    is_within = bank.is_shared or bank.organisation_id == round.contest.organisation_id
    is_named = not round.banks or bank.pk in round.banks
    return is_within and is_named and any(quota.fits(item) for quota in round.rules.quotas)


def questions_of(items: Iterable[Item]) -> list[SealedQuestion]:
    """The approved words of questions, each under a code of its own. One query beside that of the items."""
    found = [(item, item.approved) for item in items if item.approved]
    documents = _documents(version for _item, version in found)
    codes: set[str] = set()
    sealed = []
    for item, version in found:
        code = item.code if item.code not in codes else f"{item.code}.{item.pk}"
        codes.add(code)
        sealed.append(_sealed(item, version, code, documents))
    return sealed


def _documents(versions: Iterable[ItemVersion]) -> dict[int, Document]:
    return Document.objects.in_bulk({one["document"] for version in versions for one in version.basis})


def _sealed(item: Item, version: ItemVersion, code: str, documents: dict[int, Document]) -> SealedQuestion:
    places = [(documents[one["document"]], one["eid"]) for one in version.basis if one["document"] in documents]
    cites = tuple(
        {
            "number": document.number, "eid": eid, "label": f"{label_of(eid)} {document.name}",
            "url": document.provision_url(eid),
        }
        for document, eid in places
    )  # fmt: skip
    return SealedQuestion(
        code=code, version=version.number, field=item.field, difficulty=item.difficulty, item=item.pk,
        content=version.content_of(item.kind), khmer=version.khmer, cites=cites,
    )  # fmt: skip


def doubtful_codes(round: Round) -> list[str]:
    """Sealed questions whose law has changed since and that nobody has voided or looked at again. Two queries."""
    questions = sealed_questions(round)
    open_ones = flagged([one.item for one in questions.values()]) if questions else set()
    gone = voided_codes(round) if open_ones else frozenset()
    return sorted(code for code, one in questions.items() if one.item in open_ones and code not in gone)
