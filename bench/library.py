"""The library measured on real laws: files read, structure and citations found, personal data, speed of imports.

Needs the shared data beside the project (or LUATGANDAN_SHARED_DATA); without it says so and measures nothing.
LUATGANDAN_BENCH_ARTICLES=1500 imports only so many articles: to try the bench, not to publish its figures.
"""

import importlib
import itertools
import json
import lzma
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .pages import say

PARTS = ("files", "structure", "citations", "privacy")
ROOT = Path(__file__).resolve().parents[1]
COUNT = """
import json
import django
django.setup()
from luatgandan.features.library.models import Citation, Document, Provision, ProvisionVersion, Relation
tables = (Document, Provision, ProvisionVersion, Citation, Relation)
print(json.dumps({table.__name__: table.objects.count() for table in tables}))
"""


def shared_data() -> Path | None:
    """The folder of real laws, when it is there."""
    path = Path(os.environ.get("LUATGANDAN_SHARED_DATA") or ROOT.parent / "shared" / "data")
    return path if path.is_dir() else None


def run() -> dict[str, object]:
    """Every part's own measurements, and the import of the whole codification."""
    data = shared_data()
    if data is None:
        return {"skipped": "Không có dữ liệu luật (shared/data cạnh thư mục dự án, hoặc LUATGANDAN_SHARED_DATA)."}
    results: dict[str, object] = {}
    for part in PARTS:
        say(f"  library: {part}")
        results[part] = importlib.import_module(f"bench.library_{part}").measure(data)
    results["import"] = imports(data / "laws" / "phapdien_articles.jsonl.xz")
    return results


def imports(path: Path) -> dict[str, object]:
    """Articles per second and peak memory of importing the codification into a new database, twice."""
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as home:
        path = sample(path, Path(home))
        environment = {
            **os.environ,
            "LUATGANDAN_HOME": home,
            "DJANGO_SETTINGS_MODULE": "luatgandan.config.settings.dev",
        }
        command = [sys.executable, "-m", "luatgandan"]
        subprocess.run([*command, "prepare"], env=environment, check=True, stdout=subprocess.DEVNULL)
        first, megabytes = timed([*command, "import_documents", str(path)], environment)
        counted = subprocess.run([sys.executable, "-c", COUNT], env=environment, check=True, capture_output=True)
        rows = json.loads(counted.stdout)
        database = sum(file.stat().st_size for file in Path(home).glob("luatgandan.sqlite3*"))
        again, _megabytes = timed([*command, "import_documents", str(path)], environment)
    return {
        "seconds": first,
        "articles_per_second": round(rows["Provision"] / first, 1),
        "peak_megabytes": megabytes,
        "database_megabytes": database // 1_000_000,
        "rows": rows,
        "second_run_seconds": again,
    }


def sample(path: Path, folder: Path) -> Path:
    """The file itself, or its first LUATGANDAN_BENCH_ARTICLES lines."""
    most = int(os.environ.get("LUATGANDAN_BENCH_ARTICLES", "0"))
    if not most:
        return path
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        first = "".join(itertools.islice(lines, most))
    small = folder / "sample.jsonl"
    small.write_text(first, encoding="utf-8")
    return small


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, int]:
    """Seconds a command takes, and the most memory it held in MB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    seconds = round(time.perf_counter() - started, 1)
    say(f"  {command[3]} {Path(command[-1]).name}: {seconds} s")
    return seconds, used.ru_maxrss // 1024
