"""What the screens of the desk about contests have in common."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from luatgandan.foundation.ui.viewsets import Desk

from .. import rules
from ..models import Contest, Round


class ContestDesk(Desk):
    """A screen about contests."""

    header_icon = "clipboard-list"
    may_see = staticmethod(rules.may_see_desk)
    trail: tuple[tuple[str, Any], ...] = (("contests_desk:list", gettext_lazy("Cuộc thi")),)


class OneContestDesk(ContestDesk):
    """A screen about one contest: `may` says who sees it."""

    may = staticmethod(rules.may_view)

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and type(self).may(person, self.contest)

    @cached_property
    def contest(self) -> Contest:
        """The contest the address names."""
        rows = Contest.objects.select_related("organisation", "author", "approver")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def own_url(self) -> str:
        """The page of the contest."""
        return reverse("contests_desk:contest", args=[self.contest.pk])

    def steps(self) -> list[tuple[str, Any]]:
        is_inner = self.request.path != self.own_url()
        return [*super().steps(), *([(self.own_url(), self.contest.title)] if is_inner else [])]

    def get_page_subtitle(self) -> str:
        return self.contest.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "contest": self.contest}


class OneRoundDesk(OneContestDesk):
    """A screen about one round."""

    @cached_property
    def round(self) -> Round:
        """The round the address names."""
        found = get_object_or_404(self.contest.rounds, number=self.kwargs["number"])
        found.contest = self.contest
        return found

    def get_page_subtitle(self) -> str:
        return f"{self.contest.title}, {self.round}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "round": self.round}
