"""Phones that take part in a contest: real HTTP on loopback from a process of its own, and a log of what was told.

`python -m bench.contest_phones HOST PORT PLAN LOG`: PLAN is JSON from `bench.contest_round`, LOG gets JSON by line.
"""

import asyncio
import json
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .load_pages import LOOPBACK

TOKEN = re.compile(r'<exam-paper [^>]*token="([^"]+)" paper="([^"]+)"')
TRIES, PAUSE = 60, 0.5  # what a phone does when the line breaks: the same again
CSRF = "b" * 32
Answer = dict[str, Any]


@dataclass
class Log:
    """Milliseconds by kind of request, and every answer that the server said it has."""

    times: dict[str, list[float]] = field(default_factory=dict)
    told: list[Answer] = field(default_factory=list)
    retries: int = 0
    lost: list[str] = field(default_factory=list)


class Phone:
    """One connection and one entrant; a broken line is taken up again with the same request."""

    header = "location"  # the one of an answer that this phone reads

    def __init__(self, host: str, port: int, plan: dict[str, Any], entry: dict[str, str], log: Log) -> None:
        self.host, self.port, self.plan, self.entry, self.log = host, port, plan, entry, log
        self.cookies = {"sessionid": entry["session"], "csrftoken": CSRF}
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, kind: str, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
        """Status, its header and body; the time counts from the first try to the answer."""
        started = time.perf_counter()
        for _try in range(TRIES):
            try:
                status, location, text = await asyncio.wait_for(self._once(method, path, body, headers), 30)
                if status < 500:
                    self.log.times.setdefault(kind, []).append((time.perf_counter() - started) * 1000)
                    return status, location, text
            except (TimeoutError, OSError, ValueError, asyncio.IncompleteReadError):
                pass
            self.hang_up()
            self.log.retries += 1
            await asyncio.sleep(PAUSE)
        self.log.lost.append(f"{kind} {self.entry['code']}")
        return 0, "", ""

    async def _once(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[int, str, str]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port, limit=2**20)
        assert self.reader is not None
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Connection: keep-alive",
                 f"Content-Length: {len(body.encode())}"]  # fmt: skip
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        await self.writer.drain()
        first = await self.reader.readline()
        if not first:
            raise ConnectionResetError
        status = int(first.split()[1])
        length, location, stays = 0, "", True
        while (line := (await self.reader.readline()).decode()) not in ("\r\n", ""):
            name, _sep, value = line.partition(":")
            if name.lower() == "set-cookie":
                cookie, _sep, content = value.partition(";")[0].strip().partition("=")
                self.cookies[cookie] = content
            length = int(value) if name.lower() == "content-length" else length
            location = value.strip() if name.lower() == self.header else location
            stays = stays and not (name.lower() == "connection" and value.strip().lower() == "close")
        text = (await self.reader.readexactly(length)).decode()
        if not stays:
            self.hang_up()
        return status, location, text

    def hang_up(self) -> None:
        """Close the line."""
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None

    async def sit(self, first: float, begin: float) -> None:
        """Start at `first`, save an answer every `pause` seconds, hand in."""
        await asyncio.sleep(max(0.0, begin + first - time.perf_counter()))
        page = await self.start()
        if page is None or not self.plan["answers"]:
            return
        (token, paper), path = page
        clock = time.perf_counter()
        for sequence in range(1, self.plan["answers"] + 1):
            await asyncio.sleep(max(0.0, clock + sequence * self.plan["pause"] - time.perf_counter()))
            await self.save(token, paper, sequence)
        status, _location, _text = await self.ask("hand in", "POST", f"{path}nop/", self.form(), **self.browser())
        if status == 302:
            self.log.told.append({"code": self.entry["code"], "handed_in": True})

    async def start(self) -> tuple[tuple[str, str], str] | None:
        """Begin, and open the paper."""
        where = f"/cuoc-thi/{self.plan['slug']}/vong/1/bat-dau/"
        status, path, text = await self.ask("start", "POST", where, self.form(), **self.browser())
        if status != 302:
            self.log.lost.append(f"start {self.entry['code']}: {status} {text[:80]}")
            return None
        status, _location, text = await self.ask("paper", "GET", path, **self.browser())
        found = TOKEN.search(text)
        if not found:
            self.log.lost.append(f"paper {self.entry['code']}: {status}")
            return None
        self.log.told.append({"code": self.entry["code"], "started": True})
        return (found[1], found[2]), path

    async def save(self, token: str, paper: str, sequence: int) -> None:
        """One answer, unlike every other; every fifth changes an answer given before."""
        slot = (sequence - 1) % self.plan["questions"] if sequence % 5 else max(0, sequence - 4)
        answer = [f"{self.entry['code']}.{sequence}"]
        given = {"slot": slot, "answer": answer, "sequence": sequence, "given": int(time.time() * 1000)}
        body = json.dumps({"paper": paper, "answers": [given]})
        status, _location, text = await self.ask(
            "save", "POST", "/thi/luu/", body, X_Start_Token=token, Content_Type="application/json"
        )
        if status == 200 and slot in json.loads(text)["saved"]:
            told = {"slot": slot, "answer": answer, "sequence": sequence}
            self.log.told.append({"code": self.entry["code"], **told})
        else:
            self.log.lost.append(f"save {self.entry['code']}.{sequence}: {status} {text[:80]}")

    def browser(self) -> dict[str, str]:
        """The session of the personal code, the token of forms, and what the server gave this device."""
        return {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content_Type": "application/x-www-form-urlencoded",
        }

    def form(self) -> str:
        """A form with nothing but its token."""
        return f"csrfmiddlewaretoken={CSRF}"


async def crowd(host: str, port: int, plan: dict[str, Any]) -> Log:
    """All phones; their starts lie evenly in the first `spread` seconds."""
    log, begin = Log(), time.perf_counter()
    step = plan["spread"] / len(plan["entries"])
    phones = [Phone(host, port, plan, entry, log) for entry in plan["entries"]]
    await asyncio.gather(*(phone.sit(number * step, begin) for number, phone in enumerate(phones)))
    for phone in phones:
        phone.hang_up()
    return log


def figures(times: list[float]) -> dict[str, float]:
    """How many, and percentiles in milliseconds."""
    ordered = sorted(times)
    at = {f"p{share}_ms": round(ordered[len(ordered) * share // 100], 1) for share in (50, 95, 99)}
    return {"count": len(ordered), **at, "worst_ms": round(ordered[-1], 1)}


def main(host: str, port: str, plan: str, target: str) -> None:
    """Run the crowd, write what it was told, print the figures as one line of JSON."""
    if host not in LOOPBACK:
        raise SystemExit("only loopback addresses")
    started = time.perf_counter()
    log = asyncio.run(crowd(host, int(port), json.loads(Path(plan).read_text(encoding="utf-8"))))
    Path(target).write_text("".join(f"{json.dumps(one)}\n" for one in log.told), encoding="utf-8")
    result = {kind: figures(times) for kind, times in log.times.items()}
    seconds = round(time.perf_counter() - started, 1)
    own = {"seconds": seconds, "own_cpu_seconds": round(time.process_time(), 1), "retries": log.retries}
    print(json.dumps({**result, **own, "not_taken": log.lost[:20]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
