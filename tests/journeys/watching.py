"""A page that is watched: whatever the browser complains about is a fault of the portal."""

import re
from dataclasses import dataclass, field
from typing import Any

LEFT = "net::ERR_ABORTED"  # the reader went on before an answer was there


@dataclass
class Watch:
    """What went wrong on the pages of one test. `allowed` are patterns of what the test provokes on purpose."""

    hosts: set[str]
    allowed: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def over(self, page: Any) -> None:
        """Listen to a page from now on."""
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.note(f"exception: {error}"))
        page.on("requestfailed", self._on_failed)
        page.on("response", self._on_response)
        page.on("request", self._on_request)

    def note(self, fault: str) -> None:
        self.seen.append(fault)

    def faults(self) -> list[str]:
        """What the test did not allow."""
        return [fault for fault in self.seen if not any(re.search(pattern, fault) for pattern in self.allowed)]

    def _is_ours(self, url: str) -> bool:
        return url.startswith(("data:", "blob:", "about:", *self.hosts))

    def _on_console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.note(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_failed(self, request: Any) -> None:
        if self._is_ours(request.url) and request.failure != LEFT:
            self.note(f"failed: {request.url} {request.failure}")

    def _on_response(self, response: Any) -> None:
        if self._is_ours(response.url) and response.status >= 400:
            self.note(f"answer {response.status}: {response.url}")

    def _on_request(self, request: Any) -> None:
        if not self._is_ours(request.url):
            self.note(f"request to another host: {request.url}")
