"""Choices: roles, actions, channels, kinds of data requests."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is to an organisation and everything below it."""

    CONTRIBUTOR = "contributor", _("Cộng tác viên")
    EDITOR = "editor", _("Biên tập viên")
    APPROVER = "approver", _("Người duyệt")
    UNIT_HEAD = "unit_head", _("Lãnh đạo đơn vị")
    ADMINISTRATOR = "administrator", _("Quản trị viên")
    AUDITOR = "auditor", _("Kiểm toán viên")
    ADVISER = "adviser", _("Tư vấn viên pháp luật")


class Action(models.TextChoices):
    """What may be done; every permission question names one of these."""

    VIEW_DRAFT = "view_draft", _("xem bản nháp")
    CREATE = "create", _("soạn mới")
    EDIT_OWN = "edit_own", _("sửa bài của mình")
    EDIT = "edit", _("sửa mọi bài")
    APPROVE = "approve", _("duyệt")
    PUBLISH = "publish", _("đăng")
    WITHDRAW = "withdraw", _("gỡ")
    ANSWER = "answer", _("trả lời công dân")
    ADVISE = "advise", _("soạn giúp câu trả lời được giao")
    MANAGE_PEOPLE = "manage_people", _("giao và thu vai trò")
    MANAGE_ORGANISATIONS = "manage_organisations", _("quản lý đơn vị")
    MANAGE_SETTINGS = "manage_settings", _("cài đặt cổng")
    ANSWER_DATA_REQUESTS = "answer_data_requests", _("giải quyết yêu cầu về dữ liệu cá nhân")
    VIEW_AUDIT = "view_audit", _("xem nhật ký hệ thống")
    VIEW_REPORTS = "view_reports", _("xem báo cáo")
    EXPORT = "export", _("xuất dữ liệu")


class Channel(models.TextChoices):
    """Where a consent was given."""

    WEB = "web", _("trên cổng")
    DESK = "desk", _("tại quầy")
    PAPER = "paper", _("bằng văn bản")


class DataRight(models.TextChoices):
    """Rights of a data subject (Law 91/2025/QH15)."""

    VIEW = "view", _("xem dữ liệu")
    CORRECT = "correct", _("chỉnh sửa dữ liệu")
    WITHDRAW = "withdraw", _("rút lại sự đồng ý")
    RESTRICT = "restrict", _("hạn chế xử lý")
    OBJECT = "object", _("phản đối xử lý")
    ERASE = "erase", _("xóa dữ liệu")


class RequestState(models.TextChoices):
    """The life of a data request."""

    RECEIVED = "received", _("đã nhận")
    ANSWERED = "answered", _("đã phản hồi")
    DONE = "done", _("đã thực hiện")
    REFUSED = "refused", _("từ chối")
