"""A hall of 300 phones at one live stage: `python -m bench contest_stage`. Server, database, phones share this machine.

gunicorn with two workers of four threads and SQLite, as `luatgandan demo` serves. Phones begin within ten seconds, ask
whether anything is new as their script does, and answer every question; one screen listens. Lost is an answer that a
phone was told of and the database does not hold, or holds otherwise. LUATGANDAN_BENCH_SCALE (1) makes the hall smaller.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .contest_phones import CSRF, Log, Phone, figures
from .load_pages import LOOPBACK
from .pages import OUR_WSGI, our_environment, say, served
from .qa import inside

PHONES = max(10, int(300 * float(os.environ.get("LUATGANDAN_BENCH_SCALE", "1"))))
QUESTIONS, SECONDS = 3, 10
JOINING, WAIT, BETWEEN = 10.0, 1.0, 3.0  # seconds: coming in, least time between two polls, closed and revealed


def run() -> dict[str, object]:
    """Milliseconds of polls and answers, and what was lost."""
    with tempfile.TemporaryDirectory(prefix="luatgandan-bench-") as folder:
        home = Path(folder)
        environment = our_environment(home)
        plan = inside(environment, "contest_stage_hall", f"prepare({PHONES}, {QUESTIONS}, {SECONDS})")
        plan_file, log = home / "plan.json", home / "log.json"
        plan_file.write_text(json.dumps(plan), encoding="utf-8")
        with served(OUR_WSGI, environment) as server:
            command = [
                sys.executable,
                "-m",
                "bench.contest_stage",
                "127.0.0.1",
                str(server.port),
                str(plan_file),
                str(log),
            ]
            say(f"  {PHONES} điện thoại")
            phones = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            inside(environment, "contest_stage_hall", f"drive({plan['stage']}, {JOINING + 5}, {BETWEEN})")
            told, _none = phones.communicate()
        checked = inside(environment, "contest_stage_hall", f"reconcile({plan['stage']}, {str(log)!r})")
    return {"phones": PHONES, "questions": QUESTIONS, **json.loads(told), "checked": checked}


class Seat(Phone):
    """One person in the hall."""

    header = "etag"

    async def play(self, number: int) -> None:
        """Come in, then poll until the stage has ended, and answer each question once."""
        await asyncio.sleep(number * JOINING / PHONES)
        self.cookie = self.entry["cookie"]
        tag, answered = "", ""
        while "ended" not in tag:
            headers = {"If_None_Match": tag} if tag else {}
            kind = "poll" if tag else "first page"
            status, tag_now, page = await self.ask(kind, "GET", self.path(), X_Part="1", Cookie=self.cookie, **headers)
            if status == 200:
                tag = tag_now
                self.log.times.setdefault("new part", []).append(self.log.times[kind].pop())
                question = page.partition('name="cau" value="')[2].partition('"')[0]
                if question and question != answered:
                    answered = question
                    await self.answer(question)
            await asyncio.sleep(WAIT * (1 + random.random() / 4))

    def path(self) -> str:
        """The page of the phone."""
        return f"/truc-tiep/{self.plan['code']}/"

    async def answer(self, question: str) -> None:
        """Think, then choose."""
        await asyncio.sleep(random.random() * (SECONDS - 4))
        chosen = random.choice("AB")
        body = f"csrfmiddlewaretoken={CSRF}&cau={question}&chon={chosen}"
        status, _tag, _page = await self.ask(
            "answer", "POST", f"{self.path()}tra-loi/", body, X_Part="1", Cookie=f"{self.cookie}; csrftoken={CSRF}",
            Content_Type="application/x-www-form-urlencoded",
        )  # fmt: skip
        if status == 200:
            self.log.told.append({"player": self.entry["player"], "question": int(question), "chosen": chosen})
        else:
            self.log.lost.append(f"{self.entry['code']}: {status}")


async def hall(host: str, port: int, plan: dict[str, Any]) -> Log:
    """Everybody, and one screen that listens."""
    log = Log()
    seats = [Seat(host, port, plan, entry, log) for entry in plan["entries"]]
    screen = asyncio.create_task(listen(host, port, plan["hints"], log))
    await asyncio.gather(*(one.play(number) for number, one in enumerate(seats)))
    screen.cancel()
    return log


async def listen(host: str, port: int, path: str, log: Log) -> None:
    """The stream of the screen; each hint is counted."""
    while True:
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        while line := await reader.readline():
            if line.startswith(b"event: news"):
                log.times.setdefault("hint", []).append(0.0)
        writer.close()


def main(host: str, port: str, plan: str, target: str) -> None:
    """Run the hall, write what phones were told, print the figures as one line of JSON."""
    if host not in LOOPBACK:
        raise SystemExit("only loopback addresses")
    started = time.perf_counter()
    log = asyncio.run(hall(host, int(port), json.loads(Path(plan).read_text(encoding="utf-8"))))
    Path(target).write_text(json.dumps(log.told), encoding="utf-8")
    hints = len(log.times.pop("hint", []))
    result = {kind: figures(times) for kind, times in log.times.items() if times}
    seconds = round(time.perf_counter() - started, 1)
    told = {"seconds": seconds, "hints": hints, "retries": log.retries, "not_taken": len(log.lost), "why": log.lost[:5]}
    print(json.dumps({**result, **told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
