"""What a person asked, as it is kept with the account."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ..models import Remembered


def asked_by(person: Any) -> QuerySet[Remembered]:
    """The newest first, each with its answer."""
    return Remembered.objects.filter(person=person).select_related("run")


def asked_data(person: Any) -> list[dict[str, Any]]:
    """What is kept about a person, for "Dữ liệu của tôi"."""
    return [
        {_("câu hỏi"): one.question, _("hỏi lúc"): one.asked_at, _("câu trả lời"): one.run.get_absolute_url()}
        for one in asked_by(person)
    ]
