"""No key, token or password of anybody lies in a file of the repository."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {
    "private key": re.compile(rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}"),
    "AWS key": re.compile(rb"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    "GitHub token": re.compile(rb"\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{40,}"),
    "GitLab token": re.compile(rb"\bglpat-[\w-]{20}\b"),
    "key of a language model": re.compile(rb"\bsk-[A-Za-z0-9_-]{32,}\b"),
    "Slack token": re.compile(rb"\bxox[abprs]-[\w-]{10,}"),
    "Google key": re.compile(rb"\bAIza[\w-]{35}\b"),
    "web token": re.compile(rb"\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}"),
    "password in an address": re.compile(
        rb"\b(?:postgres(?:ql)?|redis|https?|amqp)://[^\s:/@'\"{}<]+:(?!x+@|\*)[^\s@'\"{}<$]{6,}@(?!localhost|127|[\w.-]+\.(?:example|invalid|test)\b)"
    ),
}
LARGEST = 2_000_000


def secrets_of(content: bytes) -> list[str]:
    """What kinds of secrets stand in these bytes."""
    return [kind for kind, pattern in SECRETS.items() if pattern.search(content)]


def test_no_secret_lies_in_a_file() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    small = [path for path in files if path.is_file() and path.stat().st_size < LARGEST]
    found = {str(path.relative_to(ROOT)): kinds for path in small if (kinds := secrets_of(path.read_bytes()))}
    assert found == {}
    assert len(small) > 500


def test_the_scan_knows_secrets_when_it_sees_them() -> None:
    made = {
        "private key": b"-----BEGIN RSA PRIVATE " + b"KEY-----\n" + b"A" * 30,
        "AWS key": b"AKIA" + b"A" * 16,
        "GitHub token": b"ghp_" + b"a" * 36,
        "password in an address": b"postgres://portal:" + b"geheim123@10.1.2.3/x",
    }
    assert {name: secrets_of(content) for name, content in made.items()} == {name: [name] for name in made}
