"""Certificates: one PDF, or all of a round in one archive, made by the worker with its progress told."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from luatgandan.features.library.templatetags.law import qr_code
from luatgandan.foundation.ui.services.assets import BUILT
from luatgandan.lib.legaltext.writing import PdfUnavailableError, html_to_pdf

from ..enums import AwardState
from ..models import Award, Round
from ..office import Certificate, certificate_html
from ..queries.winners import awards_of, printed
from .archives import CERTIFICATES, Progress, keep, tell


def certificate_pdf(award: Award) -> bytes:
    """One certificate on one page. Raises PdfUnavailableError."""
    return _pdf([award])


def make_certificates(*, round: Round, at: datetime) -> Progress:
    """All certificates of a decided round as an archive with a PDF for each; progress is written after every one."""
    awards = list(awards_of(round).filter(state=AwardState.DECIDED))
    found = tell(round, CERTIFICATES, Progress(done=0, total=len(awards)))
    content = BytesIO()
    try:
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for done, (name, pdf) in enumerate(_each(awards), 1):
                archive.writestr(name, pdf)
                found = tell(round, CERTIFICATES, Progress(done=done, total=len(awards)))
    except PdfUnavailableError as fault:
        return tell(round, CERTIFICATES, Progress(done=0, total=len(awards), fault=str(fault)))
    path = keep(round, CERTIFICATES, content.getvalue(), at=at)
    return tell(round, CERTIFICATES, replace(found, file=path))


def begin_certificates(*, round: Round) -> None:
    """Told before the worker begins, so that the page shows it at once."""
    tell(round, CERTIFICATES, Progress(done=0, total=awards_of(round).filter(state=AwardState.DECIDED).count()))


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
