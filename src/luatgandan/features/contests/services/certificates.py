"""Certificates: one PDF, or all of a round in one archive, made by the worker with its progress told."""

import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from luatgandan.features.library.templatetags.law import qr_code
from luatgandan.foundation.media.models import private_storage
from luatgandan.foundation.ui.services.assets import BUILT
from luatgandan.lib.legaltext.writing import PdfUnavailableError, html_to_pdf

from ..enums import AwardState
from ..models import Award, Round
from ..office import Certificate, certificate_html
from ..queries.winners import awards_of, printed

KEPT_SECONDS = 7 * 86_400
ARCHIVES = "contests/archives"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a batch is; `fault` says in words why there is no file."""

    done: int
    total: int
    file: str = ""
    fault: str = ""

    @property
    def is_running(self) -> bool:
        """Neither finished nor failed."""
        return not self.file and not self.fault


def certificate_pdf(award: Award) -> bytes:
    """One certificate on one page. Raises PdfUnavailableError."""
    return _pdf([award])


def make_certificates(*, round: Round, at: datetime) -> Progress:
    """All certificates of a decided round as an archive with a PDF for each; progress is written after every one."""
    awards = list(awards_of(round).filter(state=AwardState.DECIDED))
    found = _tell(round, Progress(done=0, total=len(awards)))
    content = BytesIO()
    try:
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for done, (name, pdf) in enumerate(_each(awards), 1):
                archive.writestr(name, pdf)
                found = _tell(round, Progress(done=done, total=len(awards)))
    except PdfUnavailableError as fault:
        return _tell(round, Progress(done=0, total=len(awards), fault=str(fault)))
    name = f"{ARCHIVES}/{_name(round)}{at:%Y%m%d%H%M}.zip"
    path = private_storage().save(name, ContentFile(content.getvalue()))
    return _tell(round, Progress(done=found.done, total=found.total, file=path))


def forget_archives(*, at: datetime) -> int:
    """Archives older than a week go: they hold names, and are made again in a moment. Returns how many went."""
    storage, oldest = private_storage(), at - timedelta(seconds=KEPT_SECONDS)
    old = [path for path in _archives() if storage.get_modified_time(path) < oldest]
    for path in old:
        storage.delete(path)
    return len(old)


def forget_archives_of(rounds: Collection[Round]) -> None:
    """Once the change is kept: the archives of these rounds go, whoever needs one has it made anew."""
    transaction.on_commit(lambda: _forget(rounds))


def _forget(rounds: Collection[Round]) -> None:
    storage = private_storage()
    for path in _archives():
        if any(Path(path).name.startswith(_name(one)) for one in rounds):
            storage.delete(path)
    cache.delete_many([_key(one) for one in rounds])


def _archives() -> list[str]:
    try:
        _folders, names = private_storage().listdir(ARCHIVES)
    except FileNotFoundError:
        return []
    return [f"{ARCHIVES}/{name}" for name in names]


def _name(round_: Round) -> str:
    """How the names of a round's archives begin."""
    return f"giay-chung-nhan-{round_.pk}-"


def begin_certificates(*, round: Round) -> None:
    """Told before the worker begins, so that the page shows it at once."""
    _tell(round, Progress(done=0, total=awards_of(round).filter(state=AwardState.DECIDED).count()))


def progress_of(round_: Round) -> Progress | None:
    """How far the newest batch is; None when nobody asked for one."""
    values = cache.get(_key(round_))
    return Progress(**values) if values else None


def _each(awards: Iterable[Award]) -> Iterator[tuple[str, bytes]]:
    for number, award in enumerate(awards, 1):
        name = award.attempt.entrant.code if award.attempt else str(award.certificate)[:8]
        yield f"{number:03}-{name}.pdf", certificate_pdf(award)


def _pdf(awards: Iterable[Award]) -> bytes:
    pages = [(one, str(qr_code(_address(one)))) for one in map(printed, awards)]
    faces = [(family, weight, path) for family, weight, path in _faces() if path.exists()]
    return html_to_pdf(certificate_html(pages, faces))


def _address(one: Certificate) -> str:
    return str(settings.SITE_URL).rstrip("/") + reverse("contests:certificate", args=[one.code])


def _faces() -> Iterator[tuple[str, int, Path]]:
    """The house's own letters: Vietnamese and Khmer."""
    for family, script in (("Giay", "vi"), ("Giay Khmer", "km")):
        for weight in (400, 600):
            yield family, weight, BUILT / "fonts" / f"{script}-{weight}.woff2"


def _tell(round_: Round, progress: Progress) -> Progress:
    cache.set(_key(round_), asdict(progress), KEPT_SECONDS)
    return progress


def _key(round_: Round) -> str:
    return f"contests.certificates.{round_.pk}"
