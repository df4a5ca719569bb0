"""Visitors of a mixed day: real HTTP on loopback from a process of their own, and a log of what was told.

`python -m bench.load_day HOST PORT PLAN LOG`: PLAN is JSON from `bench.load`, LOG gets JSON by line. A visitor reads,
searches, asks the assistant, sits a paper of a contest or sends a question, drawn by the shares of the plan. Without
"rising" each begins anew as soon as it has an answer; with it requests come by the clock and wait for a free visitor,
and their time counts from when they should have begun.
"""

import asyncio
import json
import random
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlencode

from .contest_phones import Log, Phone, figures
from .load_pages import LOOPBACK

Waits = dict[str, list[float]]
Entries = Iterator[dict[str, str]]


class Neighbour(Phone):
    """A phone with an address of its own behind the proxy: limits count addresses."""

    async def _once(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[int, str, str]:
        address = f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
        return await super()._once(method, path, body, {**headers, "X_Forwarded_For": address})


class Sitter(Neighbour):
    """Somebody who sits a paper, one step at a time."""

    page: tuple[tuple[str, str], str] | None = None
    saved = 0

    async def step(self) -> bool:
        """Start, save the next answer or hand in; whether there is more to do."""
        if self.page is None:
            self.page = await self.start()
            return self.page is not None
        if self.saved < self.plan["questions"]:
            self.saved += 1
            await self.save(*self.page[0], self.saved)
            return True
        status, *_rest = await self.ask("hand in", "POST", f"{self.page[1]}nop/", self.form(), **self.browser())
        if status == 302:
            self.log.told.append({"code": self.entry["code"], "handed_in": True})
        else:
            self.log.lost.append(f"hand in: {status}")
        return False


class Visitor:
    """One person after another on one connection; papers lie in a hall that all visitors share."""

    def __init__(
        self, where: tuple[str, int], plan: dict[str, Any], entries: Entries, hall: list[Sitter], log: Log, number: int
    ):
        self.where, self.plan, self.entries, self.hall, self.log = where, plan, entries, hall, log
        self.chance = random.Random(f"{plan['seed']} {number}")
        self.line = Neighbour(*where, plan, {"code": "visitor", "session": plan["session"]}, log)

    async def act(self) -> str:
        """One request of the day, drawn by lot; its kind."""
        kinds = self.plan["shares"]
        kind = self.chance.choices(list(kinds), weights=list(kinds.values()))[0]
        await getattr(self, kind)()
        return str(kind)

    async def read(self) -> None:
        """A page that many read."""
        await self._get("read", self.chance.choice(self.plan["pages"]))

    async def search(self) -> None:
        """Two words of a title, as nobody else has just asked them."""
        words = " ".join(self.chance.sample(self.plan["words"], 2))
        await self._get("search", f"/tim-kiem/?q={quote_plus(words)}")

    async def assistant(self) -> None:
        """A question to the assistant; its answer stands on a page of its own."""
        fields = {"question": self.chance.choice(self.plan["asked"])}
        status, path = await self._post("assistant", "/tro-ly/", fields, session="")
        if status == 302:
            await self._get("answer", path)
        else:
            self.log.lost.append(f"assistant: {status}")

    async def write(self) -> None:
        """A question to officers, by somebody who is signed in."""
        key = secrets.token_urlsafe(16)
        fields = {"text": f"Hỏi cho biết, ví dụ minh họa {key}?", "field": "khac", "audience": "citizen",
                  "visibility": "private", "form_key": key, "told": "1"}  # fmt: skip
        status, path = await self._post("write", "/hoi-dap/gui/", fields, session=self.plan["session"])
        if status == 302 and "/cua-toi/" in path:
            self.log.told.append({"form_key": key})
        else:
            self.log.lost.append(f"write: {status} {path}")

    async def contest(self) -> None:
        """The next step of a paper that nobody is busy with: start, an answer, hand in."""
        sitter = self.hall.pop() if self.hall else Sitter(*self.where, self.plan, next(self.entries), self.log)
        if await sitter.step():
            self.hall.append(sitter)
        else:
            sitter.hang_up()

    async def _get(self, kind: str, path: str) -> None:
        status, where, _text = await self.line.ask(kind, "GET", path, Accept_Encoding="identity")
        if kind == "search" and status == 302 and where.startswith("/"):  # a document's number leads to the document
            await self._get("read", where)
        elif status != 200:
            self.log.lost.append(f"{kind} {path}: {status}")

    async def _post(self, kind: str, path: str, fields: dict[str, str], *, session: str) -> tuple[int, str]:
        token = secrets.token_hex(16)
        cookie = f"csrftoken={token}" + (f"; sessionid={session}" if session else "")
        status, location, _text = await self.line.ask(
            kind, "POST", path, urlencode({**fields, "csrfmiddlewaretoken": token}),
            Cookie=cookie, Content_Type="application/x-www-form-urlencoded",
        )  # fmt: skip
        return status, location


async def day(where: tuple[str, int], plan: dict[str, Any]) -> tuple[Log, Waits]:
    """All visitors until the time is up; milliseconds by kind of act."""
    log, waits, entries, hall = Log(), Waits(), iter(plan["entries"]), list[Sitter]()
    visitors = [Visitor(where, plan, entries, hall, log, number) for number in range(plan["visitors"])]
    moments = _moments(plan, time.perf_counter())
    await asyncio.gather(*(_live(visitor, moments, waits) for visitor in visitors))
    for phone in (*hall, *(visitor.line for visitor in visitors)):
        phone.hang_up()
    return log, waits


async def _live(visitor: Visitor, moments: Iterator[float], waits: Waits) -> None:
    for due in moments:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        kind = await visitor.act()
        waits.setdefault(kind, []).append((time.perf_counter() - due) * 1000)


def _moments(plan: dict[str, Any], begun: float) -> Iterator[float]:
    """When the next request of whoever is free should begin."""
    end, now = begun + plan["seconds"], begun
    while now < end:
        if plan["rising"]:
            low, high, rise = plan["rising"]
            now += 1 / (low + (high - low) * min(1.0, (now - begun) / rise))
        else:
            now = time.perf_counter()
        yield now


def main(host: str, port: str, plan: str, target: str) -> None:
    """Live through the plan, append what was told, print the figures as one line of JSON."""
    if host not in LOOPBACK:
        raise SystemExit("only loopback addresses")
    started = time.perf_counter()
    log, waits = asyncio.run(day((host, int(port)), json.loads(Path(plan).read_text(encoding="utf-8"))))
    seconds = time.perf_counter() - started
    with Path(target).open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(one)}\n" for one in log.told)
    requests = sum(map(len, log.times.values()))
    print(json.dumps({
        "requests_per_second": round(requests / seconds, 1), "seconds": round(seconds, 1),
        "all": figures([one for times in waits.values() for one in times]),
        **{kind: figures(times) for kind, times in sorted(waits.items())},
        "tried_again": log.retries, "errors": len(log.lost), "first_errors": log.lost[:5],
        "visitors_cpu_s": round(time.process_time(), 1),
    }))  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
