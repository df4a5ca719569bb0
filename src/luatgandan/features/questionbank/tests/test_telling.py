"""Who checks and approves hears once a day of what has come."""

from datetime import timedelta

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.notifications.models import Notification

from .. import services
from ..models import Item
from .conftest import NOW, WRITTEN, MakeStaff, Units


def told() -> list[tuple[Person, str]]:
    return [(one.person, one.title) for one in Notification.objects.order_by("pk")]


def test_what_came_since_yesterday_is_told_once_and_never_ones_own(
    item: Item, units: Units, writer: Person, make_staff: MakeStaff
) -> None:
    editor, approver, other = make_staff("editor"), make_staff("approver"), make_staff("approver", "ward-b")
    services.create_item(organisation=units["ward-a"], written=WRITTEN, by=editor, at=NOW)
    later = NOW + timedelta(hours=1)
    assert services.tell_waiting(at=later) == 2
    assert set(told()) == {
        (editor, "1 câu hỏi chờ kiểm tra: Phường ward-a"), (approver, "2 câu hỏi chờ kiểm tra: Phường ward-a"),
    }  # fmt: skip
    services.check_item(item=item, seen=1, by=editor, at=later)
    Notification.objects.all().delete()
    assert services.tell_waiting(at=NOW + timedelta(days=1, minutes=1)) == 1
    assert told() == [(approver, "1 câu hỏi chờ duyệt: Phường ward-a")]
    assert services.tell_waiting(at=NOW + timedelta(days=3)) == 0
    assert other not in [person for person, _title in told()]
