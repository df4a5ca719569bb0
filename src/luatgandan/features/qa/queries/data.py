"""What is kept of a person here, for their own request."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ..models import Follower, Question
from .contacts import contact_of


def questions_of(person: Any) -> list[dict[str, Any]]:
    """The questions of a person in the words they came."""
    return [question_data(one) for one in Question.objects.filter(asker=person)]


def question_data(question: Question) -> dict[str, Any]:
    """What is kept of whoever asked one question, under names in the language that is active."""
    return {
        _("Mã câu hỏi"): question.code,
        _("Câu hỏi ngắn gọn"): question.title,
        _("Nội dung"): question.text,
        _("Tên của bạn"): question.name,
        _("Nơi báo tin"): contact_of(question),
        _("Tình trạng"): question.get_state_display(),
        _("Gửi lúc"): question.sent_at,
        _("Tệp đã gửi"): [one.name for one in question.attachments.all()],
        _("Lời nhắn của bạn"): [one.text for one in question.messages.filter(is_by_asker=True)],
    }


def erased_questions() -> list[tuple[str, datetime]]:
    """(code, moment) of all questions that whoever asked had erased."""
    rows = Question.objects.exclude(erased_at=None).values_list("code", "erased_at")
    return [(code, at) for code, at in rows if at]


def follows_of(person: Any) -> list[dict[str, Any]]:
    """The published answers that a person follows."""
    rows = Follower.objects.filter(person=person).select_related("question")
    return [{_("Mã câu hỏi"): one.question.code, _("Theo dõi từ"): one.created_at} for one in rows]
