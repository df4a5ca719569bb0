"""The assistant as tools for other assistants, over the Model Context Protocol (modelcontextprotocol.io).

The same stages, checks, limits and switch as the page; every answer brings the notice and the address of its proof
sheet. Needs the package `mcp` (requirements/mcp.txt); only the command `luatgandan mcp` imports this module.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from django.db import connections
from django.utils import timezone
from django.utils.translation import override
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from luatgandan import __version__
from luatgandan.lib.vietnamese.days import is_day_of_law, read_day

from . import queries, services
from .enums import Status
from .pipeline.privacy import MOST_LETTERS
from .pipeline.values import Language

Result = TypeVar("Result")
COUNTED = "mcp"  # all who ask through one server count as one address
MOST_RESULTS = 20


def make_server() -> MCPServer:
    """The server with its three tools; how it is reached is the caller's choice."""
    server: MCPServer = MCPServer(
        "luatgandan", title="Luật Gần Dân", version=__version__, instructions=f"{INSTRUCTIONS}\n\n{queries.notice()}"
    )
    for tool in (ask, search_articles, get_article):
        server.add_tool(tool)
    return server


INSTRUCTIONS = """Vietnamese law for citizens. Every sentence of an answer is proven by `citations` and was checked;
quote it unchanged with its article, the day of law and the address of the proof sheet, and show `notice` to the reader.
When `status` is NO_MATCH there is no proven answer: say so and do not make one up."""


async def ask(question: str, at: str = "", lang: Language = Language.VIETNAMESE) -> dict[str, Any]:
    """Answer a question about Vietnamese law in plain words, with the provisions that prove it, or honestly nothing.

    `at`: the day of law, as 2025-07-01 (empty: today). `lang`: language of the texts around the law (vi, km, en).
    """
    return await _in_thread(_asked, question, _day(at), lang)


async def search_articles(query: str, at: str = "", limit: int = 10) -> list[dict[str, Any]]:
    """Articles of Vietnamese law that fit some words or a number, as the law stood on a day (empty: today)."""
    most = min(max(limit, 1), MOST_RESULTS)
    return await _in_thread(_searched, query[:MOST_LETTERS], _day(at), most)


async def get_article(number: str, article: str, at: str = "") -> dict[str, Any]:
    """The words of one article, as "168/2024/NĐ-CP" and "7", on a day of law (empty: today), with its validity."""
    return await _in_thread(_article, number, article, _day(at))


async def _in_thread(act: Callable[..., Result], *values: Any) -> Result:
    """What `act` gives, on a connection of its own: this process lives long, the database may begin anew meanwhile."""

    def alone() -> Result:
        try:
            return act(*values)
        finally:
            connections.close_all()

    return await sync_to_async(alone)()


def _asked(question: str, day: date | None, lang: Language) -> dict[str, Any]:
    if not question.strip() or len(question) > MOST_LETTERS:
        raise ToolError(f"Câu hỏi cần có lời, nhiều nhất {MOST_LETTERS} chữ.")
    try:
        run = services.ask(text=question, at=timezone.now(), address=COUNTED, day=day)
    except services.AskedTooOftenError:
        raise ToolError("Nhiều câu hỏi quá trong một giờ. Hãy chờ rồi hỏi tiếp.") from None
    if run.status == Status.UNAVAILABLE:
        raise ToolError("Trợ lý đang tạm nghỉ. Hãy thử lại sau.")
    with override(lang):
        return queries.told(run, today=timezone.localdate())


def _searched(query: str, day: date | None, limit: int) -> list[dict[str, Any]]:
    found = queries.articles_for(query, day=day, today=timezone.localdate(), most=limit)
    if found is None:
        raise ToolError("Tìm kiếm đang tạm nghỉ. Hãy thử lại sau.")
    return found


def _article(number: str, article: str, day: date | None) -> dict[str, Any]:
    found = queries.article_on(number=number, article=article, day=day or timezone.localdate())
    if found is None:
        raise ToolError("Thư viện không có điều này vào ngày đó.")
    return found


def _day(text: str) -> date | None:
    day = read_day(text) if text else None
    if text and (day is None or not is_day_of_law(day)):
        raise ToolError("Không đọc được ngày này. Hãy viết như 2025-07-01, từ năm 1945 đến năm 2100.")
    return day
