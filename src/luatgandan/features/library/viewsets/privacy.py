"""Personal data of records at the desk, and what all screens of the repository have in common."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from luatgandan.foundation.ui.viewsets import Desk

from .. import rules
from ..enums import State
from ..forms import DecideForm
from ..models import Record, Revision
from ..queries import privacy
from ..queries import records as queries
from ..services import anonymising
from ..services import records as services

LIST = "library_records:list"


class RepositoryDesk(Desk):
    """A screen of the repository: only for those who read drafts of the unit."""

    header_icon = "folder-open-inverse"
    may_see = staticmethod(rules.may_see_repository)
    trail = ((LIST, gettext_lazy("Kho tư liệu")),)

    def is_open_to(self, person: Any) -> bool:
        return super().is_open_to(person) and ("pk" not in self.kwargs or rules.may_see_record(person, self.record))

    @cached_property
    def record(self) -> Record:
        """The record the address names."""
        return get_object_or_404(Record.objects.select_related("organisation"), pk=self.kwargs["pk"])

    @cached_property
    def revision(self) -> Revision:
        """Its newest revision."""
        return queries.latest_revision(self.record)

    def get_page_subtitle(self) -> str:
        return self.record.title if "pk" in self.kwargs else ""

    def steps(self) -> list[tuple[str, Any]]:
        own = reverse("library_records:record", args=[self.record.pk]) if "pk" in self.kwargs else ""
        return [*super().steps(), *([(own, self.record.title[:60])] if own else [])]


class PrivacyView(RepositoryDesk):
    """Personal data: the text as it is beside the text as proposed, and a decision for each find."""

    page_title = gettext_lazy("Dữ liệu cá nhân")
    template_name = "library/desk/record_privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = privacy.privacy_groups(self.revision)
        edits = rules.may_edit_record(self.request.user, self.record, self.revision.author)
        return {
            **super().get_context_data(**kwargs),
            "record": self.record,
            "groups": groups,
            "open_finds": sum(group.is_open for group in groups),
            "texts": privacy.marked_texts(self.revision, groups),
            "reasons": DecideForm().fields["reason"].choices,
            "may_decide": edits and self.record.state != State.WITHDRAWN,
            "revision": self.revision,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = DecideForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
            return redirect("library_records:privacy", pk)
        try:
            self._decide(form.cleaned_data)
        except services.RecordError as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{reverse('library_records:privacy', args=[pk])}#quyet-dinh")

    def _decide(self, values: dict[str, Any]) -> None:
        common: dict[str, Any] = {"record": self.record, "by": self.request.user, "at": timezone.now()}
        if values["act"] == "keep":
            anonymising.keep_find(key=values["key"], reason=values["reason"], **common)
        elif values["act"] == "replace":
            anonymising.replace_finds(words={values["key"]: values["words"]}, **common)
        else:
            anonymising.reopen_find(key=values["key"], **common)
