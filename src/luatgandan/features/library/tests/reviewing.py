"""Things that cite the law, as the review queue sees them: words of the glossary."""

from datetime import date
from typing import Any

from luatgandan.features.library import services
from luatgandan.features.library.models import Document, Term
from luatgandan.features.library.registry import CitingSource, Policy
from luatgandan.features.library.services import Cited, ProposedChange
from luatgandan.foundation.accounts.models import Person
from luatgandan.lib.legaltext import Address

from .laws import NOW

TODAY = date(2026, 11, 22)
owners: dict[int, Any] = {}
people: dict[int, list[Any]] = {}


def offered() -> CitingSource:
    """A room whose things are words of the glossary; hidden after the grace date."""
    return CitingSource(
        model="library.term", title="Từ", policy=Policy.HIDE, grace_days=30,
        edit_url=lambda term, part: f"/sua/{term.pk}/{part}/",
        organisation=lambda term: owners.get(term.pk), people=lambda term: people.get(term.pk, []),
        says=lambda term, part: f"{term.meaning} ({part})",
        asked=lambda keys: {(one.pk, "hoi"): f"{one.everyday} hoi" for one in Term.objects.filter(pk__in=list(keys))},
    )  # fmt: skip


def term(name: str = "giam-xe") -> Term:
    return Term.objects.create(slug=name, everyday=name, legal_term="x", meaning="Bị tịch thu xe.")


def cites(source: Term, law: Document, **parts: Address) -> None:
    cited = [Cited(document=law, address=address, label=f"Mục {part}", url=f"/tu-dien/#{part}", part=part, says="Lời")
             for part, address in parts.items()]  # fmt: skip
    services.cite(source=source, cited=cited, as_of=TODAY)


def happens(callbacks: Any, officer: Person, decree: Document, *changes: ProposedChange) -> None:
    """The changes are proposed and confirmed, and all that follows after commit."""
    services.propose_changes(document=decree, changes=changes)
    with callbacks(execute=True):
        for change in decree.proposed_changes.order_by("pk"):
            services.confirm_change(change=change, by=officer, at=NOW)
