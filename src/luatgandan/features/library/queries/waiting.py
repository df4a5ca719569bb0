"""What waits for a person at the desk of the library, beside files and records."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import DeskTask

from .. import rules
from .changes import sure_changes
from .relations import proposed_relations
from .reviews import counts_for


def law_tasks(person: Any) -> list[DeskTask]:
    """What rests on law that changed, and changes read out of amending documents."""
    waiting, late = counts_for(person, on=timezone.localdate())
    reviews, changes = reverse("library_reviews:list"), reverse("library_changes:list")
    proposed = sure_changes(least=0.0).count() if rules.may_decide(person) else 0
    relations = proposed_relations().count() if rules.may_decide(person) else 0
    return [
        DeskTask(label=_("Mục đã quá hạn xem lại vì luật đổi"), count=late, url=f"{reviews}?late=on", is_late=True),
        DeskTask(label=_("Mục cần xem lại vì luật đổi"), count=waiting, url=reviews),
        DeskTask(label=_("Đề xuất sửa đổi văn bản chờ duyệt"), count=proposed, url=changes),
        DeskTask(label=_("Quan hệ văn bản chờ duyệt"), count=relations, url=f"{changes}#quan-he"),
    ]
