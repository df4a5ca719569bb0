import pytest

from luatgandan.foundation.places import services


@pytest.fixture
def wards(db: None) -> int:
    """The real starter lists."""
    return services.load_starter()
