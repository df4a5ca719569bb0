"""What kind of fault an error is, for the page that tells of it."""

import errno

from luatgandan.backends.files.base import StorageError

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


def is_storage_fault(error: BaseException | None) -> bool:
    """Whether files can be neither kept nor read for now: the storage is gone, the disk is full or read-only."""
    return isinstance(error, StorageError) or (isinstance(error, OSError) and error.errno in _DISK)
