"""The proposal of the security level tells what is set here, and nothing that opens anything."""

import io
import re
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Site

from luatgandan.features.portal.models import HomePage, SiteIdentity
from luatgandan.features.portal.queries.dossier.controls import LACKING, MET
from luatgandan.features.portal.queries.dossier.facts import FILL_IN
from luatgandan.foundation.modules.services import content_changed

SECRETS = ("mat-khau-redis", "khoa-kho-tep", "bi-mat-vneid", "khoa-mo-hinh", "khoa-sao-luu-rat-dai-1")


@pytest.fixture
def province(settings: Any, tmp_path: Path) -> Any:
    """A province whose servers stand elsewhere, with something that is not as it should be."""
    redis, storage, identity, model, backup = SECRETS
    settings.SITE_URL = "https://luat.example"
    cache = {**settings.CACHES["default"], "LOCATION": f"redis://u:{redis}@10.0.0.10:6379/0"}
    bucket = {"BACKEND": "x", "OPTIONS": {"endpoint_url": "https://kho.example", "secret_key": storage}}
    settings.CACHES = {**settings.CACHES, "default": cache}
    settings.STORAGES = {**settings.STORAGES, "default": bucket}
    settings.VNEID_SERVER, settings.VNEID_SECRET = "https://dinh-danh.example/v1", identity
    settings.LLM = {"BACKEND": "x", "OPTIONS": {"url": "https://mo-hinh.example/v1", "key": model}}
    settings.BACKUP_KEY, settings.BACKUPS = backup, tmp_path
    settings.STAFF_SECOND_FACTOR, settings.SESSION_COOKIE_AGE = False, 8 * 3600
    return settings


def made(to: Path) -> tuple[list[str], str]:
    """The texts of the file, and what the command said."""
    told = io.StringIO()
    call_command("security_dossier", to=to, stdout=told)
    with zipfile.ZipFile(to) as package:
        body = package.read("word/document.xml").decode()
    return re.findall(r"<w:t [^>]*>([^<]*)</w:t>", body), told.getvalue()


def after(texts: list[str], label: str) -> str:
    """The cell beside this one."""
    return texts[texts.index(label) + 1]


@pytest.mark.django_db
def test_the_dossier_tells_what_is_set_and_no_secret(home: HomePage, province: Any, tmp_path: Path) -> None:
    SiteIdentity.objects.update_or_create(site=Site.objects.get(), defaults={"responsible_person": "Ông A (ví dụ)"})
    content_changed()
    texts, told = made(tmp_path / "ho-so.docx")
    assert after(texts, "Địa chỉ") == "https://luat.example"
    assert after(texts, "Người chịu trách nhiệm") == "Ông A (ví dụ)"
    assert after(texts, "Giấy phép") == FILL_IN
    assert after(texts, "Định danh (VNeID)") == "https://dinh-danh.example"
    assert after(texts, "Mô hình ngôn ngữ") == "https://mo-hinh.example"
    assert after(texts[texts.index("Bộ nhớ đệm") :], "dữ liệu") == "redis://10.0.0.10:6379"
    assert after(texts, "django") == version("django")
    assert after(texts, "Xác thực: lớp thứ hai cho cán bộ") == LACKING
    assert "CHƯA ĐẠT: Xác thực: lớp thứ hai cho cán bộ" in told
    assert any(text.startswith("Kết thúc sau 8 giờ") for text in texts)
    assert after(texts, "Thiết kế hệ thống, phân vùng mạng") == FILL_IN
    whole = "\n".join(texts) + told
    assert [secret for secret in (*SECRETS, province.SECRET_KEY) if secret in whole] == []


@pytest.mark.django_db
def test_a_backup_that_stands_is_told(home: HomePage, province: Any, tmp_path: Path) -> None:
    (tmp_path / f"luatgandan-{timezone.now():%Y%m%dT%H%M%SZ}.lgd").touch()
    province.STAFF_SECOND_FACTOR = True
    texts, told = made(tmp_path / "ho-so.docx")
    assert after(texts, "Sao lưu dự phòng") == MET
    assert "lớp thứ hai" not in told
