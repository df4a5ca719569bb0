"""The code on a proof sheet leads to that sheet: it is read from the page and from the sheet that is printed."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from luatgandan.features.library.models import Document
from luatgandan.features.library.templatetags.law import qr_code

from .. import services
from ..views.answers import _context
from .lawbook import NOW
from .qr import read_qr


def drawn(page: str) -> str:
    """The drawing of the one code on a page."""
    (found,) = re.findall(r'<svg class="law-qr".*?</svg>', page, re.DOTALL)
    return str(found)


def test_the_code_of_a_proof_sheet_leads_to_it(client: Client, ferry: Document) -> None:
    run = services.ask(text="Người lớn qua đò trả bao nhiêu tiền?", at=NOW)
    address = f"{settings.SITE_URL}{run.proof_url}"
    assert read_qr(drawn(client.get(run.proof_url).content.decode())) == address
    assert read_qr(drawn(render_to_string("assistant/print.html", _context(run)))) == address


@pytest.mark.parametrize(
    "address", ["/a", "https://luat.example/tro-ly/Ab_9-x/" + "0123456789ABC" * 9, "/đò/" + "x" * 280]
)
def test_addresses_of_any_length_are_read(address: str) -> None:
    assert read_qr(qr_code(address)) == address
