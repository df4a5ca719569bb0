"""Lines of the log hold no contact, no address of a request, no row."""

import json
import logging
import sys
from types import SimpleNamespace

import pytest

from luatgandan.lib import logs


def record(message: str, *given: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("luatgandan.x", logging.WARNING, "x.py", 1, message, given, None)
    for name, value in extra.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    "text", ["0912345678", "0912 345 678", "+84912345678", "+84.912.345.678", "lan.nguyen@example.vn", "092123456789"]
)
@pytest.mark.parametrize("formatter", [logs.PlainFormatter(), logs.JsonFormatter()])
def test_contacts_are_masked(formatter: logging.Formatter, text: str) -> None:
    assert text not in formatter.format(record("không gửi được tới %s", text))


@pytest.mark.parametrize("text", ["168/2024/NĐ-CP", "2026-11-23 12:30:05", "987 đoạn", "127.0.0.1"])
def test_other_numbers_stay(text: str) -> None:
    assert logs.masked(text) == text


def test_of_a_request_the_route_is_told_and_not_the_address() -> None:
    request = SimpleNamespace(resolver_match=SimpleNamespace(view_name="qa:status"))
    made = record("%s: %s", "Not Found", "/hoi-dap/tra-cuu/K7Q2-secret/", request=request, status_code=404)
    assert logs.told(made) == "Not Found: qa:status"


def test_a_fault_is_told_without_the_row_it_refused() -> None:
    refusal = "duplicate key\nDETAIL:  Key (last_name)=(Nguyễn\n\nThị Lan) already exists.\nCONTEXT:  COPY"
    try:
        raise ValueError(refusal)
    except ValueError:
        made = record("hỏng", exc_info=sys.exc_info())
    line = json.loads(logs.JsonFormatter().format(made))
    assert "ValueError: duplicate key" in line["fault"]
    assert "Lan" not in line["fault"]
    assert line["fault"].endswith("DETAIL: •••\nCONTEXT:  COPY")


def test_a_json_line_names_its_request_and_its_facts() -> None:
    token = logs.request_id.set("abc12345")
    try:
        line = json.loads(logs.JsonFormatter().format(record("chậm", facts={"route": "qa:board"})))
    finally:
        logs.request_id.reset(token)
    assert (line["request_id"], line["route"], line["level"]) == ("abc12345", "qa:board", "WARNING")
