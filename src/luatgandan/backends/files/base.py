"""What callers of any storage may meet."""


class StorageError(OSError):
    """The storage does not answer, or refuses: callers meet what a full or broken disk would give them."""
