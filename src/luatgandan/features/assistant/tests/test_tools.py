"""The tools over the Model Context Protocol, with the client of its own library."""

import asyncio
import os
import socket
import subprocess
import sys
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from mcp import Client, StdioServerParameters

from luatgandan.features.library.models import Document
from luatgandan.features.library.tests.laws import stored_law
from luatgandan.foundation.search.services import rebuild_index

from ..adapters import make_server
from ..models import Run

FARE = "Người lớn qua đò trả bao nhiêu tiền?"
TOOLS = {"ask", "search_articles", "get_article"}


@pytest.fixture
def crossing(transactional_db: None) -> Document:
    """The law of ferries, seen by the threads that answer."""
    law = stored_law()
    rebuild_index()
    return law


def call(tool: str, **values: Any) -> Any:
    """The result of one tool, as another assistant gets it."""

    async def called() -> Any:
        async with Client(make_server()) as client:
            return await client.call_tool(tool, values)

    return asyncio.run(called())


def test_an_answer_brings_its_proof_and_the_notice(crossing: Document) -> None:
    told = call("ask", question=FARE).structured_content
    assert (told["status"], told["citations"][0]["number"]) == ("ANSWERED_EXTRACTIVE", "1/2020/QH14")
    assert all(check["is_passed"] for one in told["sentences"] for check in one["checks"])
    assert told["proof"]["data"].endswith(f"/tro-ly/{Run.objects.get().token}/can-cu.json")
    assert "134/2025/QH15" in told["notice"]


def test_articles_are_found(crossing: Document) -> None:
    found = call("search_articles", query="giá đò", limit=1).structured_content["result"]
    assert [(one["title"], one["number"], one["state"]) for one in found] == [
        ("Điều 2. Giá đò", "1/2020/QH14", "in_force")
    ]


def test_an_article_is_read_on_a_day(crossing: Document) -> None:
    told = call("get_article", number="1/2020/QH14", article="2", at="2021-08-01").structured_content
    assert (told["eid"], told["day"], told["state"]) == ("art_2", "2021-08-01", "in_force")
    assert "Người lớn: 50.000 đồng" in told["text"]
    before = call("get_article", number="1/2020/QH14", article="2", at="1/2/2020").structured_content
    assert before["state"] == "not_yet"


@pytest.mark.parametrize(
    ("tool", "values", "words"),
    [
        ("get_article", {"number": "1/2020/QH14", "article": "9"}, "không có điều này"),
        ("ask", {"question": " "}, "Câu hỏi cần có lời"),
        ("ask", {"question": FARE, "at": "hôm kia"}, "Không đọc được ngày này"),
    ],
)
def test_what_cannot_be_told_is_said_in_words(
    crossing: Document, tool: str, values: dict[str, Any], words: str
) -> None:
    told = call(tool, **values)
    assert told.is_error
    assert words in told.content[0].text


def test_limits_hold(crossing: Document, settings: Any) -> None:
    settings.ASSISTANT_PER_ADDRESS = 1
    assert not call("ask", question="xin chào").is_error
    assert "Nhiều câu hỏi quá" in call("ask", question="xin chào").content[0].text


def test_the_switch_holds(crossing: Document, settings: Any) -> None:
    settings.ASSISTANT_ON = False
    assert "tạm nghỉ" in call("ask", question=FARE).content[0].text


def test_the_command_speaks_the_protocol_over_stdio() -> None:
    async def tools() -> set[str]:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "luatgandan", "mcp"], env={**os.environ, "PYTHONWARNINGS": "ignore"}
        )
        async with Client(command) as client:
            return {one.name for one in (await client.list_tools()).tools}

    assert asyncio.run(tools()) == TOOLS


def test_the_command_speaks_the_protocol_over_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "luatgandan", "mcp", "--port", str(port)]
    server = subprocess.Popen(command, env={**os.environ, "PYTHONWARNINGS": "ignore"}, stderr=subprocess.DEVNULL)

    async def tools() -> set[str]:
        while not await _listens(port) and server.poll() is None:
            await asyncio.sleep(0.2)
        async with Client(f"http://127.0.0.1:{port}/mcp") as client:
            return {one.name for one in (await client.list_tools()).tools}

    try:
        assert asyncio.run(tools()) == TOOLS
    finally:
        server.terminate()
        server.wait()


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


def test_without_the_package_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.delitem(sys.modules, "luatgandan.features.assistant.adapters", raising=False)
    with pytest.raises(CommandError, match=r"requirements/mcp\.txt"):
        call_command("mcp")
