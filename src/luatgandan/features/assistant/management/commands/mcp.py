"""`luatgandan mcp`: the assistant as tools for other assistants, over stdio or on a port of this machine."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Trợ lý pháp luật cho chương trình khác, theo Model Context Protocol."
    requires_system_checks = ()  # over stdio nothing but the protocol may be written

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=0, help="phục vụ qua HTTP ở cổng này; không có thì qua stdio")
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe khi có --port")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from luatgandan.features.assistant.adapters import make_server  # noqa: PLC0415 - the package is an extra
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] != "mcp":
                raise
            raise CommandError(
                "Chưa có gói mcp. Cài: pip install -r requirements/mcp.txt (docs/assistant.md)."
            ) from None
        if options["port"]:
            make_server().run("streamable-http", host=options["host"], port=options["port"], stateless_http=True)
        else:
            make_server().run("stdio")
