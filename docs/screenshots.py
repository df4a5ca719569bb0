"""The pictures of the README: the product is started in a folder of its own and looked at with Chromium."""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
BUDGET = 600_000  # bytes, all pictures together
QUALITIES = (72, 60, 48, 36)
START_SECONDS = 240
SIZES = {"phone": (390, 780), "desktop": (1280, 800)}
THEMES = ("light", "dark")
PAGES = {
    "home": "/",
    "question": "/chu-de/dat-dai-nha-o/mua-dat-giay-tay/",
    "gallery": "/_ui/",
    "desk": "/quan-tri/",
}
ROLE = "Người duyệt"
ACCOUNT = re.compile(rf"^ +{ROLE} +(?P<login>\S+@\S+) +(?P<password>\S+)$")
Pictures = dict[str, bytes]


@dataclass(frozen=True)
class Product:
    """The running product: its address, and the trial account of somebody who approves."""

    address: str
    login: str
    password: str


def chromium() -> str:
    """The path of a Chromium on this machine, "" when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
    return os.environ.get("LUATGANDAN_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")


def take_all() -> None:
    """Take every picture and write it as WebP; without Chromium say so loudly and leave the old ones."""
    if not chromium():
        print(
            "!!! No Chromium: the screenshots are NOT renewed. Install it: sudo apt-get install -y chromium",
            file=sys.stderr,
        )
        return
    with tempfile.TemporaryDirectory(prefix="luatgandan-docs-") as home, running(Path(home)) as product:
        pictures = photographed(product)
    write(pictures)


@contextmanager
def running(home: Path) -> Iterator[Product]:
    """`luatgandan demo` on a free port, stopped by its own process afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LUATGANDAN_", "DJANGO_"))}
    environment = {**kept, "LUATGANDAN_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "luatgandan", "demo", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our program
    try:
        yield Product(f"http://127.0.0.1:{port}", *wait_for_start(server))
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for_start(server: "subprocess.Popen[str]") -> tuple[str, str]:
    """Until the product has said its address; returns the trial account. Later words are read away."""
    stop = threading.Timer(START_SECONDS, server.terminate)
    stop.start()
    account = ("", "")
    for line in server.stdout or ():
        if found := ACCOUNT.match(line.rstrip()):
            account = (found["login"], found["password"])
        elif re.match(r"^(\d/3|  \S)", line):
            print(line.rstrip(), flush=True)
        if "Dừng: Ctrl+C" in line:
            break
    stop.cancel()
    if not all(account):
        raise SystemExit("The product did not start, or printed no trial account.")
    threading.Thread(target=server.stdout.read if server.stdout else int, daemon=True).start()
    return account


def photographed(product: Product) -> Pictures:
    """Every page on every size in every theme, as PNG by name."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only with Chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        found: Pictures = {}
        for size, (width, height) in SIZES.items():
            for theme in THEMES:
                look = {"viewport": {"width": width, "height": height}, "color_scheme": theme, "locale": "vi-VN"}
                page = browser.new_context(**look).new_page()
                found |= {f"{name}-{size}-{theme}": png for name, png in views(page, product)}
        browser.close()
    return found


def views(page: Any, product: Product) -> Iterator[tuple[str, bytes]]:
    """(name, PNG) of each page; the desk last, since it needs somebody signed in."""
    for name, path in PAGES.items():
        if name == "desk":
            sign_in(page, product)
        page.goto(product.address + path, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        yield name, page.screenshot()


def sign_in(page: Any, product: Product) -> None:
    """As the trial account that approves."""
    page.goto(f"{product.address}/tai-khoan/dang-nhap/?next=/quan-tri/")
    page.fill("#id_login", product.login)
    page.fill("#id_password", product.password)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/quan-tri/**")


def write(pictures: Pictures) -> None:
    """Replace the folder's pictures by WebP files of the best quality that keeps the budget."""
    chosen = next(filter(fits, (compressed(pictures, quality) for quality in QUALITIES)), None)
    if chosen is None:
        raise SystemExit(f"The screenshots do not fit into {BUDGET} bytes.")
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    for name, content in chosen.items():
        (FOLDER / f"{name}.webp").write_bytes(content)
    print(f"written: {len(chosen)} screenshots, {sum(map(len, chosen.values())) // 1000} KB")


def fits(pictures: Pictures) -> bool:
    """True when all of them together keep the budget."""
    return sum(map(len, pictures.values())) <= BUDGET


def compressed(pictures: Pictures, quality: int) -> Pictures:
    """The same pictures as WebP."""
    return {name: webp(png, quality) for name, png in pictures.items()}


def webp(png: bytes, quality: int) -> bytes:
    """One picture as WebP."""
    target = io.BytesIO()
    Image.open(io.BytesIO(png)).save(target, "WEBP", quality=quality, method=6)
    return target.getvalue()
