"""Files as people have them, read into Lines: `read_file(path_or_bytes, name) -> Reading`."""

from .errors import UnreadableFileError
from .formats import EXTENSIONS
from .reader import read_file
from .reading import Format, Reading

__all__ = ["EXTENSIONS", "Format", "Reading", "UnreadableFileError", "read_file"]
