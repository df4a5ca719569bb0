"""Language models: `get_llm()` gives the one that settings.LLM names, None when there is none (the default)."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from .base import LlmBackend, LlmError, LlmRefusedError, LlmUnavailableError, Said

__all__ = ["LlmBackend", "LlmError", "LlmRefusedError", "LlmUnavailableError", "Said", "get_llm"]


def get_llm() -> LlmBackend | None:
    """The backend of settings.LLM; None where no model is set."""
    config: Any = settings.LLM
    if not config:
        return None
    backend: LlmBackend = import_string(config["BACKEND"])(**config.get("OPTIONS", {}))
    return backend
