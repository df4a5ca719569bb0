"""Letters out of pictures of pages: `get_ocr().read(png)` gives words with places and confidence."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from .base import OcrBackend, OcrError, OcrFailedError, OcrUnavailableError, Word

__all__ = ["OcrBackend", "OcrError", "OcrFailedError", "OcrUnavailableError", "Word", "get_ocr"]


def get_ocr() -> OcrBackend:
    """The backend that settings.OCR names."""
    config: Any = settings.OCR
    backend: OcrBackend = import_string(config["BACKEND"])(**config.get("OPTIONS", {}))
    return backend
