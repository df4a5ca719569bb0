"""What `accounts` offers to the house."""

from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.audit.rules import AuditScope
from luatgandan.foundation.backups.rules import Erasure
from luatgandan.foundation.modules.registry import DemoAccount, DeskPanel, Module, Route, Schedule, Starter, register
from luatgandan.foundation.notifications.enums import Channel
from luatgandan.foundation.notifications.queries import data_of as notification_data
from luatgandan.foundation.notifications.rules import MayContact, NotificationKind
from luatgandan.foundation.search.queries import data_of as search_data

from . import queries, rules, tasks
from .queries import desk
from .services import people, starter

# The screens of the lower floors ask Django's permissions; who gets them is decided here.
SEE_UNITS = ("organisations.view_organisation",)
CHANGE_UNITS = tuple(f"organisations.{verb}_organisation" for verb in ("view", "add", "change"))
CHANGE_WORKDAYS = tuple(f"workdays.{verb}_daydecision" for verb in ("view", "add", "change", "delete"))
CHANGE_PLACES = ("places.view_ward", "places.change_ward", "places.add_placealias", "places.change_placealias")

module = register(
    Module(
        name="accounts",
        title=_("Tài khoản"),
        offers=(
            Route(
                prefix="tai-khoan/dinh-danh/", urlconf="luatgandan.foundation.accounts.urls.identity", localised=False
            ),
            Route(prefix="tai-khoan/", urlconf="luatgandan.foundation.accounts.urls"),
            Starter(label=_("Vai trò và lời đồng ý"), load=starter.load_roles_and_texts, order=5),
            Starter(label=_("Tài khoản dùng thử"), load=starter.load_demo_people, order=900),
            rules.RolePermissions(
                grants={role: SEE_UNITS for role in (rules.Role.UNIT_HEAD, rules.Role.ADMINISTRATOR)},
                root_grants={
                    rules.Role.UNIT_HEAD: CHANGE_UNITS,
                    rules.Role.ADMINISTRATOR: (*CHANGE_UNITS, *CHANGE_PLACES, *CHANGE_WORKDAYS),
                },
            ),
            DemoAccount(accounts=queries.demo_accounts),
            AuditScope(codes=lambda person: rules.organisation_codes(person, rules.Action.VIEW_AUDIT)),
            Erasure(name="accounts.person", known=queries.erased_people, again=people.erase_again),
            MayContact(allows=queries.may_contact),
            NotificationKind(code="accounts.role", title=_("Vai trò của tôi thay đổi"), is_necessary=True),
            NotificationKind(
                code="accounts.data_request",
                title=_("Phản hồi yêu cầu về dữ liệu của tôi"),
                channels=(Channel.EMAIL, Channel.SMS),
                is_necessary=True,
            ),
            NotificationKind(
                code="accounts.data_request_waiting",
                title=_("Yêu cầu về dữ liệu cần tôi giải quyết"),
                is_necessary=True,
            ),
            rules.PersonalData(label=_("Thông báo"), collect=notification_data),
            rules.PersonalData(label=_("Tìm kiếm đã lưu"), collect=search_data),
            rules.ConsentPurpose(
                code="contact",
                title=_("Nhận thông báo qua thư điện tử hoặc tin nhắn"),
                text=_(
                    "Tôi đồng ý để cơ quan quản lý cổng gửi cho tôi thông báo về nội dung tôi quan tâm qua thư điện tử "
                    "hoặc tin nhắn. Tôi có thể rút lại bất cứ lúc nào tại trang này."
                ),
                data=_("Dữ liệu dùng: địa chỉ thư điện tử, số điện thoại."),
                order=10,
            ),
            rules.ConsentPurpose(
                code="public_name",
                title=_("Hiện họ tên trong kết quả công khai"),
                text=_(
                    "Tôi đồng ý để họ tên của tôi hiện trong kết quả công khai, ví dụ danh sách đạt giải cuộc thi. "
                    "Nếu không đồng ý, tên tôi chỉ hiện chữ cái đầu."
                ),
                data=_("Dữ liệu dùng: họ và tên, đơn vị."),
                order=20,
            ),
            DeskPanel(title=_("Dữ liệu cá nhân"), tasks=desk.data_requests_waiting, order=80),
            DeskPanel(title=_("An toàn tài khoản"), tasks=desk.security_waiting, order=85),
            Schedule(task=tasks.sync_roles, seconds=600),
            Schedule(task=tasks.forget_unverified, seconds=86_400),
        ),
    )
)
