"""What the screens of the desk have in common."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from luatgandan.foundation.accounts.rules import Action, may
from luatgandan.foundation.ui.viewsets import Desk

from .. import queries, rules, services
from ..formats.values import Content
from ..linting import Finding, Shelf, lint, text_of
from ..models import Bank, Item, ItemVersion


class BankDesk(Desk):
    """A screen about questions of banks."""

    header_icon = "list-ul"
    may_see = staticmethod(rules.may_see_desk)
    trail = (("questionbank_desk:list", gettext_lazy("Ngân hàng câu hỏi")),)

    def findings(
        self, content: Content, basis: list[queries.Basis], bank: Bank | None, *, but: int = 0
    ) -> list[Finding]:
        """What the linter says, the bank and the law of today beside."""
        alike = Shelf(queries.known_texts(bank, but=but)).like(text_of(content))
        return lint(content, basis=queries.cited(basis), alike=alike)


class OneItemDesk(BankDesk):
    """A screen about one question."""

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and rules.sees_item(person, self.item)

    @cached_property
    def item(self) -> Item:
        """The question the address names."""
        rows = Item.objects.select_related("bank__organisation", "latest__author", "approved__author")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def is_own(self) -> bool:
        """Whether the person reads drafts of the bank; others see the approved words of a shared one."""
        unit = self.item.bank.organisation
        return may(self.request.user, Action.VIEW_DRAFT, room=rules.ROOM, organisation=unit)

    @cached_property
    def version(self) -> ItemVersion:
        """The newest words that this person may read."""
        found = self.item.latest if self.is_own else self.item.approved
        return found or get_object_or_404(ItemVersion, pk=self.item.approved_id)

    @cached_property
    def basis(self) -> list[queries.Basis]:
        """What those words rest on."""
        places = queries.places_of_version(self.version)
        return queries.basis_of(places, day_of_law=self.version.day_of_law, today=timezone.localdate())

    def own_url(self) -> str:
        """The page of the question."""
        return self.item.desk_path()

    def steps(self) -> list[tuple[str, Any]]:
        is_inner = self.request.path != self.own_url()
        return [*super().steps(), *([(self.own_url(), self.item.code)] if is_inner else [])]

    def get_page_subtitle(self) -> str:
        return self.item.code

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        services.note_reading(item=self.item, version=self.version, by=self.request.user, at=timezone.now())
        return {**super().get_context_data(**kwargs), "item": self.item, "version": self.version}
