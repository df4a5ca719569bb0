"""Who follows which answer."""

from typing import Any

from django.utils.translation import gettext as _

from ..models import Follower


def data_of(person: Any) -> list[dict[str, Any]]:
    """What is kept about a person, for "Dữ liệu của tôi"."""
    rows = Follower.objects.filter(person=person).select_related("run")
    return [{_("câu trả lời"): one.run.get_absolute_url(), _("theo dõi từ"): one.created_at} for one in rows]
