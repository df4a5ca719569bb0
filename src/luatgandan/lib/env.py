"""Settings from the environment: `NAME`, or `NAME_FILE` naming a file that holds the value (for secrets)."""

import os
from pathlib import Path


def env(name: str, default: str = "") -> str:
    """The value of LUATGANDAN_<name>, else the content of the file LUATGANDAN_<name>_FILE, else `default`."""
    full = f"LUATGANDAN_{name}"
    if full in os.environ:
        return os.environ[full]
    if path := os.environ.get(f"{full}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return default


def env_bool(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes, on (any case); `default` when unset."""
    value = env(name)
    return default if value == "" else value.lower() in {"1", "true", "yes", "on"}


def env_list(name: str, default: str = "") -> list[str]:
    """A comma-separated value as a list without blanks."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]
