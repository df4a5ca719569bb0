"""A law that search finds, and counters at zero."""

import pytest
from django.core.cache import cache

from luatgandan.features.library.models import Document
from luatgandan.features.library.tests.laws import stored_law
from luatgandan.foundation.search.services import rebuild_index


@pytest.fixture
def ferry(db: None) -> Document:
    """The law of ferries of the library's tests, in the index: Điều 2 says what a crossing costs."""
    cache.clear()
    law = stored_law()
    rebuild_index()
    return law
