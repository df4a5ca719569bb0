"""Answering data requests."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from .. import rules, services
from ..enums import Action
from ..forms.desk import AnswerForm
from ..models import DataRequest
from .policies import HistoryWithin, RulesPolicy, UsageWithin


def _requests_for(person: Any) -> "QuerySet[DataRequest]":
    """All of them for those who answer for the whole province, none for others."""
    rows = DataRequest.objects.select_related("person", "handled_by")
    return rows if rules.may(person, Action.ANSWER_DATA_REQUESTS, organisation=None) else rows.none()


class RequestIndexView(IndexView):
    """What is due first stands first."""

    def get_base_queryset(self) -> "QuerySet[DataRequest]":
        return _requests_for(self.request.user)


class RequestAnswerView(EditView):
    """Answer, carry out or refuse."""

    page_title = _("Giải quyết yêu cầu")
    success_message = _("Đã ghi kết quả giải quyết.")

    def get_object(self, queryset: Any = None) -> DataRequest:
        row: DataRequest = super().get_object(_requests_for(self.request.user))
        return row

    def save_instance(self) -> DataRequest:
        return services.answer_request(
            request=_requests_for(self.request.user).get(pk=self.object.pk),
            by=self.request.user,
            state=self.form.cleaned_data["state"],
            answer=self.form.cleaned_data["answer"],
            at=timezone.now(),
        )


class RequestHistoryView(HistoryWithin):
    rows = staticmethod(_requests_for)


class RequestUsageView(UsageWithin):
    rows = staticmethod(_requests_for)


class DataRequestViewSet(ModelViewSet):
    """Menu entry "Yêu cầu về dữ liệu"."""

    model = DataRequest
    name = "data_requests"
    url_prefix = "yeu-cau-du-lieu"
    icon = "lock"
    menu_label = _("Yêu cầu về dữ liệu")
    menu_order = 620
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = RequestIndexView
    edit_view_class = RequestAnswerView
    history_view_class = RequestHistoryView
    usage_view_class = RequestUsageView
    permission_policy = RulesPolicy(DataRequest, action=Action.ANSWER_DATA_REQUESTS, verbs={"view", "change"})
    list_display = (
        "__str__",
        Column("person", label=_("Người yêu cầu")),
        Column("state", label=_("Tình trạng"), accessor="get_state_display"),
        DateColumn("received_at", label=_("Nhận lúc")),
        DateColumn("answer_by", label=_("Phản hồi trước")),
        DateColumn("carry_out_by", label=_("Thực hiện trước")),
    )
    list_filter = ("state", "right")
    ordering = ("answer_by",)

    def get_form_class(self, for_update: bool = False) -> type[AnswerForm]:
        return AnswerForm
