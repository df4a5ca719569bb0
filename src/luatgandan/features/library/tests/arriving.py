"""Files as they come into the library."""

import json
import os
from pathlib import Path
from typing import Any

from luatgandan.features.library.models import Document, ProvisionVersion
from luatgandan.features.library.services import files, folders
from luatgandan.features.library.services.importing import Outcome

from .laws import NOW

ROW = {
    "dieu": "19.1.LQ.1",
    "tieu_de": "Điều 19.1.LQ.1. Phạm vi điều chỉnh",
    "nguon": "(Điều 1 Luật số 60/2014/QH13 Hộ tịch ngày 20/11/2014, có hiệu lực thi hành kể từ ngày 01/01/2016)",
    "noi_dung": "1. Luật này quy định về hộ tịch.\n2. Thẩm quyền theo Điều 7 Luật này.",
    "url": "https://phapdien.example/1",
}


def take(name: str, content: str | bytes) -> Outcome:
    data = content.encode() if isinstance(content, str) else content
    file, _is_new = files.receive_bytes(name=name, content=data, at=NOW, by="thử")
    return folders.import_kept(file=file, at=NOW, by="thử")


def texts(document: Document) -> dict[str, str]:
    return {one.provision.eid: one.text for one in ProvisionVersion.objects.filter(provision__document=document)}


def old(path: Path, text: str) -> Path:
    """A file nobody has written to for an hour."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (NOW.timestamp() - 3600, NOW.timestamp() - 3600))
    return path


def jsonl(*rows: Any) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows).encode()
