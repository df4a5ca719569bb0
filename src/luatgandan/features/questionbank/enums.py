"""Kinds, states and acts of the questions of a bank."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.enums import Field as Field  # one list of fields for all rooms
from luatgandan.features.library.enums import People as Audience

__all__ = ["Act", "Audience", "Difficulty", "Field", "Kind", "Level", "Party", "State"]


class Kind(TextChoices):
    """How a question is answered."""

    ONE = "one", _("Một đáp án đúng")
    SEVERAL = "several", _("Nhiều đáp án đúng")
    TRUE_FALSE = "true_false", _("Đúng hay sai")
    ORDER = "order", _("Xếp thứ tự")
    MATCH = "match", _("Ghép cặp")
    NUMBER = "number", _("Điền số")


class Difficulty(IntegerChoices):
    """How hard a question is."""

    EASY = 1, _("Dễ")
    MEDIUM = 2, _("Vừa")
    HARD = 3, _("Khó")


class State(TextChoices):
    """Where the newest version of a question stands; what follows what stands in `rules.transitions`."""

    DRAFT = "draft", _("Bản thảo")
    CHECKED = "checked", _("Đã kiểm tra, chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    RETIRED = "retired", _("Thôi dùng")


class Act(TextChoices):
    """What is done to a question of a bank."""

    WRITE = "write", _("Sửa")
    CHECK = "check", _("Kiểm tra đạt")
    APPROVE = "approve", _("Duyệt")
    GIVE_BACK = "give_back", _("Trả lại để sửa")
    RETIRE = "retire", _("Thôi dùng")
    RESTORE = "restore", _("Dùng lại")


class Party(TextChoices):
    """Who may do an act; `rules.permissions` says who that is for one question."""

    WRITER = "writer", _("Người soạn, hoặc biên tập viên của đơn vị")
    CHECKER = "checker", _("Biên tập viên khác người soạn")
    APPROVER = "approver", _("Người duyệt khác người soạn")
    KEEPER = "keeper", _("Người được gỡ bài của đơn vị")
    EDITOR = "editor", _("Biên tập viên của đơn vị")


class Level(TextChoices):
    """How much a finding of the linter weighs."""

    ERROR = "error", _("Lỗi")
    WARNING = "warning", _("Nên xem lại")
