"""`luatgandan flush`: Django's own, which the guard of the log would refuse. Used by tests that need real commits."""

from typing import Any

from django.core.management.commands.flush import Command as FlushCommand
from django.db import connections

from luatgandan.foundation.audit import services


class Command(FlushCommand):
    help = "Xóa sạch mọi bảng, kể cả nhật ký. Chỉ dùng cho bản thử nghiệm."

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        services.lift_guard(connection)
        super().handle(**options)
        services.install_guard(connection)
