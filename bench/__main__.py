"""`python -m bench [NAME…]`: run benchmarks by name (all without a name) and keep their results."""

import importlib
import json
import os
import platform
import sys
from pathlib import Path

import django

NAMES = ("pages", "start", "library", "search", "qa", "contest", "contest_after", "nodes", "load")


def main() -> int:
    """Run the named benchmarks, print each result as JSON and keep it beside the others; 1 when something "broken"."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luatgandan.config.settings.dev")
    django.setup()  # before those are read that ask the house in this process
    names = sys.argv[1:] or list(NAMES)
    folder = Path(os.environ.get("LUATGANDAN_HOME", "var")) / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    is_broken = False
    for name in names:
        result = importlib.import_module(f"bench.{name}").run()
        result["machine"] = {"python": platform.python_version(), "cores": os.cpu_count()}
        text = json.dumps(result, ensure_ascii=False, indent=2)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        print(text)
        is_broken = is_broken or bool(result.get("broken"))
    return int(is_broken)


if __name__ == "__main__":
    raise SystemExit(main())
