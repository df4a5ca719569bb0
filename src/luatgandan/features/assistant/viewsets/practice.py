"""The practice room at the desk."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.ui.viewsets import DeskViewSet

from .. import rules
from ..drafting.planting import grade
from ..enums import Fault
from ..forms import MarksForm, TaskForm
from ..models import PASSED, Attempt, PracticeTask
from ..queries import practice as queries
from ..services import practice as services
from ..services.drafts import DraftError
from .desk import HelpDesk
from .drafts import DraftAddView

LIST = (("assistant_practice:list", gettext_lazy("Phòng luyện")),)


class PracticeListView(HelpDesk):
    """The tasks with one's own best scores; for heads of units how many of theirs are trained."""

    page_title = gettext_lazy("Phòng luyện: tìm lỗi của máy")
    template_name = "assistant/desk/practice.html"
    may_see = staticmethod(rules.may_practise)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.request.user
        sees = rules.may_see_training(person)
        return {
            **super().get_context_data(**kwargs), "tasks": queries.open_tasks(person), "passed_at": PASSED,
            "best": queries.best_score(person), "may_make": rules.may_make_practice(person),
            "training": queries.training(person, at=timezone.now()) if sees else [],
        }  # fmt: skip


class TaskAddView(DraftAddView):
    """A new task from chosen articles."""

    page_title = gettext_lazy("Bài luyện mới")
    template_name = "assistant/desk/task_new.html"
    may_see = staticmethod(rules.may_make_practice)
    trail = LIST

    def is_open_to(self, person: Any) -> bool:
        return rules.may_make_practice(person)

    def make_form(self, *data: Any, initial: Mapping[str, Any] | None = None) -> TaskForm:
        return TaskForm(*data, initial=initial)

    def make(self, values: dict[str, Any]) -> HttpResponse:
        task = services.make_task(title=values["title"], keys=values["a"], day=timezone.localdate(),
                                  by=self.request.user, at=timezone.now())  # fmt: skip
        messages.success(self.request, _("Đã cài lỗi vào lời luật. Hãy làm thử bài này trước khi người khác làm."))
        return redirect("assistant_practice:task", task.pk)


class TaskView(HelpDesk):
    """One task: mark every sentence."""

    page_title = gettext_lazy("Tìm lỗi")
    template_name = "assistant/desk/task.html"
    may_see = staticmethod(rules.may_practise)
    trail = LIST

    @cached_property
    def task(self) -> PracticeTask:
        """The task of the address, while it is open."""
        return get_object_or_404(PracticeTask, pk=self.kwargs["pk"], is_open=True, recalled_on=None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentences = queries.sentences_of_task(self.task)
        form = kwargs.pop("form", None) or MarksForm(count=len(sentences))
        rows = list(zip(sentences, form, strict=True))
        may_make = rules.may_make_practice(self.request.user)
        return {
            **super().get_context_data(**kwargs), "task": self.task, "form": form, "rows": rows, "may_make": may_make,
        }  # fmt: skip

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "close" in request.POST:
            return self.close(request)
        form = MarksForm(request.POST, count=len(self.task.sentences))
        if not form.is_valid():
            return self.again(form=form)
        try:
            attempt = services.do_task(task=self.task, marks=form.marks(), by=request.user, at=timezone.now())
        except DraftError as refusal:
            messages.error(request, str(refusal))
            return redirect("assistant_practice:list")
        return redirect("assistant_practice:result", attempt.pk)

    def close(self, request: HttpRequest) -> HttpResponse:
        """Nobody is offered this task any more."""
        try:
            services.close_task(task=self.task, by=request.user, at=timezone.now())
        except DraftError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã đóng bài luyện. Điểm đã có vẫn giữ."))
        return redirect("assistant_practice:list")


class ResultView(HelpDesk):
    """One's own result, sentence by sentence, with what the law says. Nobody else's can be opened."""

    page_title = gettext_lazy("Kết quả")
    template_name = "assistant/desk/result.html"
    may_see = staticmethod(rules.may_practise)
    trail = LIST

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = Attempt.objects.select_related("task").filter(person=self.request.user)
        attempt = get_object_or_404(mine, pk=self.kwargs["pk"])
        _score, rows = grade(queries.sentences_of_task(attempt.task), [Fault(one) for one in attempt.marks])
        return {**super().get_context_data(**kwargs), "attempt": attempt, "rows": rows, "passed_at": PASSED}


class PracticeViewSet(DeskViewSet):
    """Menu entry "Phòng luyện"."""

    name = "assistant_practice"
    url_prefix = "soan/luyen"
    icon = "tasks"
    menu_label = gettext_lazy("Phòng luyện")
    may_see = staticmethod(rules.may_practise)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", PracticeListView.as_view(), name="list"),
            path("moi/", TaskAddView.as_view(), name="add"),
            path("<int:pk>/", TaskView.as_view(), name="task"),
            path("ket-qua/<int:pk>/", ResultView.as_view(), name="result"),
        ]
