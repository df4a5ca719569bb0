"""The content policy: strict everywhere, and only Wagtail's own start calls run inline at the desk."""

import re

import pytest
from django.test import Client

from luatgandan.foundation.accounts.enums import Role
from luatgandan.foundation.accounts.middleware.desk import is_known, mark_known

STRICT = {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"}


def policy(response) -> dict[str, set[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";") if part.strip()]
    return {name: set(values) for name, *values in parts}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/tai-khoan/dang-nhap/", "/tai-khoan/dang-ky/", "/khong-co-trang-nay/"])
def test_public_pages_allow_only_our_own_files(client: Client, path: str) -> None:
    found = policy(client.get(path))
    assert found["script-src"] == {"'self'"}
    assert found["style-src"] == {"'self'"}
    assert found["default-src"] == {"'none'"}
    assert not STRICT & set().union(*found.values())


@pytest.mark.django_db
def test_the_policy_made_once_is_the_one_in_the_settings(client: Client, settings) -> None:
    first, second = (client.get("/tai-khoan/dang-nhap/") for _ in range(2))
    assert policy(first) == {
        name: set(values) for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    }
    assert first["Content-Security-Policy"] == second["Content-Security-Policy"]


@pytest.mark.django_db
def test_the_page_that_tells_developers_of_an_error_may_show_itself(client: Client, settings) -> None:
    settings.DEBUG = True
    assert "Content-Security-Policy" not in client.get("/khong-co-trang-nay/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["", "thong-tin/", "du-lieu/", "dong-y/", "bao-ve/", "bao-ve/ung-dung/", "bao-ve/khoa/them/", "thong-bao/"]
)
def test_account_pages_hold_no_inline_script_or_style(make_person, client: Client, path: str) -> None:
    client.force_login(make_person("an"))
    response = client.get(f"/tai-khoan/{path}")
    assert policy(response)["script-src"] == {"'self'"}
    text = response.content.decode()
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=\"", text)
    inline = re.findall(r"<script(?![^>]*src=)([^>]*)>", text)
    assert all("application/json" in attributes for attributes in inline)


def test_the_desk_gives_a_nonce_to_known_scripts_only(staff) -> None:
    client = Client()
    client.force_login(staff[Role.AUDITOR])
    response = client.get("/quan-tri/nhat-ky/")
    nonce = client.session["desk_nonce"]
    assert policy(response)["script-src"] == {"'self'", f"'nonce-{nonce}'"}
    assert policy(response)["style-src"] == {"'self'"}
    text = response.content.decode()
    assert f'<script nonce="{nonce}">initDateChooser(' in text
    assert "<script>" not in text
    assert client.get("/quan-tri/nhat-ky/").content.decode().count(nonce) == text.count(nonce)
    other = Client()
    other.force_login(staff[Role.AUDITOR])
    other.get("/quan-tri/nhat-ky/")
    assert other.session["desk_nonce"] != nonce


@pytest.mark.parametrize(
    "script",
    [
        'new ImageChooser("id_cover", {"modalUrl": "/quan-tri/images/chooser/"});',
        'initDateTimeChooser("id_go\\u002Dlive", {"format": "Y-m-d H:i"});',
        'createTaskChooser("id_task");',
        '(function() {\n  var panel = new InlinePanel(JSON.parse("{\\u0022a\\u0022: 1}"));\n})();',
    ],
)
def test_wagtails_own_calls_are_known(script: str) -> None:
    assert is_known(script)
    assert mark_known(f"<script>{script}</script>", "n") == f'<script nonce="n">{script}</script>'
    assert mark_known(f"<script>{script}<-/script>", "n") == f'<script nonce="n">{script}<-/script>'


@pytest.mark.parametrize(
    "script",
    [
        "alert(1)",
        'new ImageChooser("x", {"a": alert(1)});',
        'new ImageChooser("x"); alert(1);',
        'initDateChooser("x"), alert(1)',
        "new ImageChooser(document.cookie)",
        '(function() { var panel = new InlinePanel(JSON.parse("{}")); alert(1); })();',
        'new Function("alert(1)")',
    ],
)
def test_anything_else_stays_blocked(script: str) -> None:
    assert not is_known(script)
    assert mark_known(f"<script>{script}</script>", "n") == f"<script>{script}</script>"
