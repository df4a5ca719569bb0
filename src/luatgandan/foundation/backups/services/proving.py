"""Whether a restored house lives: the log is whole, the index follows the database, a person can sign in."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse


def prove() -> Iterator[tuple[str, str]]:
    """(what was proven, "" or what is wrong), one after the other."""
    yield "nhật ký nguyên vẹn", _command("verify_audit")
    yield "chỉ mục tìm kiếm khớp cơ sở dữ liệu", _command("search_index", "check")
    yield "trang chủ mở được", _opens(Client(), "/")
    yield "một người dùng đăng nhập được", _signs_in()


def _command(name: str, *arguments: str) -> str:
    try:
        call_command(name, *arguments, verbosity=0)
    except (CommandError, SystemExit) as error:
        return str(error) or "không đạt"
    return ""


def _signs_in() -> str:
    """In a transaction that is rolled back: the person has not signed in, and no session stays open."""
    person = get_user_model().objects.filter(is_active=True).order_by("pk").first()
    if person is None:
        return "bản sao lưu không có tài khoản nào"
    client = Client()
    with transaction.atomic():
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        problem = _opens(client, reverse("accounts:data"))
        transaction.set_rollback(True)
    return problem


def _opens(client: Client, address: str) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    response = client.get(address, secure=settings.SITE_URL.startswith("https"), headers={"host": host})
    return "" if response.status_code == 200 else f"{address}: mã {response.status_code}"
