"""Files of this machine; on a full or read-only disk this process remembers for itself."""

from contextlib import suppress

from django.core.cache.backends.filebased import FileBasedCache

from .base import OutlivedCache


class OutlivedFileCache(OutlivedCache, FileBasedCache):
    """Shared by all processes of a machine."""

    faults = (OSError,)

    def _createdir(self) -> None:
        """The constructor asks for it too, where nothing stands in yet; writing without the folder fails by itself."""
        with suppress(OSError):
            super()._createdir()  # type: ignore[misc]  # Django's own, not in its stubs
