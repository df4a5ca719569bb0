"""Bad days that come from the machine (disk, clock) or from outside services (storage, certificates).

Calls of web processes to the disk are made slow or refused by strace, a Debian package; without it these faults are
skipped and say so.
"""

import json
import os
import ssl
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which
from socketserver import StreamRequestHandler, ThreadingTCPServer
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .contest import started
from .load_parts import tree
from .nodes import stored
from .pages import OUR_WSGI, Server, served
from .qa import inside

if TYPE_CHECKING:
    from .faults import Portal

DARK, SLOW_MICROSECONDS = 5.0, 100_000
CLOCK = "bench.faults_clock"
WRITES = "pwrite64,fsync,fdatasync,ftruncate,rename,mkdir"
Found = dict[str, Any]


def disk_slow(portal: "Portal") -> Found:
    """Each write of web processes to the disk takes a tenth of a second longer for a while."""
    return _disk(portal, "disk_slow", f"{WRITES}:delay_enter={SLOW_MICROSECONDS}")


def disk_read_only(portal: "Portal") -> Found:
    """Each write of web processes to the disk is refused for a while, as by a disk that became read-only."""
    return _disk(portal, "disk_read_only", f"{WRITES}:error=EROFS")


def _disk(portal: "Portal", name: str, injected: str) -> Found:
    if not which("strace"):
        return {"skipped": "strace is not installed: apt-get install strace", "broken": []}

    def strike(server: Server, _environment: dict[str, str], _stack: ExitStack) -> None:
        pids = [word for pid in tree(server.pid)[1:] for word in ("-p", str(pid))]
        command = ["strace", "-f", "-q", "-o", "/dev/null", "-e", f"trace={WRITES}", "-e", f"inject={injected}", *pids]
        with started(command, {}):
            time.sleep(DARK)

    return portal.crowd(name, strike)


def clock(portal: "Portal") -> Found:
    """The clock of the web server jumps five minutes forwards, then ten backwards; the phones' clocks stay."""
    file = portal.home / "clock"
    file.write_text("0", encoding="ascii")

    def strike(_server: Server, _environment: dict[str, str], _stack: ExitStack) -> None:
        for offset in ("300", "-300"):
            file.with_suffix(".new").write_text(offset, encoding="ascii")
            file.with_suffix(".new").replace(file)
            time.sleep(2)

    return portal.crowd(
        "clock", strike, environment={**portal.environment, "BENCH_CLOCK": str(file)}, application=CLOCK
    )


def storage(portal: "Portal") -> Found:
    """SIGKILL to the S3 server of uploads, which stays away: pages are read, the health names it."""
    with stored() as s3:
        names = {name: value for name, value in os.environ.items() if name.startswith("LUATGANDAN_S3_")}
        with served(OUR_WSGI, portal.environment | names) as server:
            before = looked_at(server)
            s3.kill()
            s3.wait()
            time.sleep(6)  # what the health saw is believed for five seconds
            found = {"before": before, "after": looked_at(server), "pages": portal.pages(server)}
    broken = [f"{path}: {status}" for path, status in found["pages"].items() if status != "200"]
    broken += [] if "storage" not in before else ["storage was not well before it was killed"]
    return {**found, "broken": broken + ([] if "storage" in found["after"] else ["nobody names the lost storage"])}


def looked_at(server: Server) -> list[str]:
    """Parts that /readyz calls degraded."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/readyz", timeout=60) as answer:
        degraded: list[str] = json.load(answer)["degraded"]
    return degraded


def certificate(portal: "Portal") -> Found:
    """The certificates of model, storage and identity provider ran out yesterday: none is talked to, all is told."""
    with expired() as (url, asked, trusted):
        names = {
            "LUATGANDAN_LLM_URL": f"{url}/v1", "LUATGANDAN_LLM_MODEL": "expired", "LUATGANDAN_LLM_ON_PREMISES": "1",
            "LUATGANDAN_VNEID_SERVER": url, "LUATGANDAN_VNEID_CLIENT_ID": "c", "LUATGANDAN_VNEID_SECRET": "s",
        }  # fmt: skip
        environment = portal.environment | trusted | names
        inside(environment, "faults_inside", "law()")
        portal.command("search_index", "rebuild")
        told = inside(environment, "faults_inside", "asked()")
        sign_in = inside(environment, "faults_inside", "signed_in_by_vneid()")
        s3 = {f"LUATGANDAN_S3_{name}": value for name, value in
              {"URL": url, "KEY": "k", "SECRET": "s", "REGION": "us-east-1"}.items()}  # fmt: skip
        file = inside(portal.environment | trusted | s3, "faults_inside", "kept_file()")
    found = {"model": told, "sign_in": sign_in, "file": file, "requests_that_reached_it": len(asked)}
    broken = [] if told["status"] == "ANSWERED_EXTRACTIVE" and not told["lies"] else [f"model: {told}"]
    broken += [] if sign_in["status"] in (200, 302, 503) else [f"sign-in: {sign_in}"]
    broken += [] if file["refused"] else ["a file was stored behind an expired certificate"]
    return {**found, "broken": broken + ([f"{len(asked)} requests were sent"] if asked else [])}


@contextmanager
def expired() -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """A TLS server whose certificate ran out yesterday, what was asked of it all the same, and how to trust it."""
    asked: list[str] = []

    class Service(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # a client that refuses breaks off
                asked.extend(line.decode() for line in [self.rfile.readline()] if line)

    with TemporaryDirectory() as folder:
        own, key = _certificate(Path(folder))
        server = ThreadingTCPServer(("127.0.0.1", 0), Service)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        trusted = {name: str(own) for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "AWS_CA_BUNDLE")}
        try:
            yield f"https://localhost:{server.server_address[1]}", asked, trusted
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _certificate(folder: Path) -> tuple[Path, Path]:
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=30)).not_valid_after(now - timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    own, private = folder / "own.pem", folder / "key.pem"
    own.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    private.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))  # fmt: skip
    return own, private
