"""Faults go to a service that speaks Sentry's protocol, where one is set: what failed and where, nothing of who asked.

Only what the log tells as an error becomes an event, so nothing of a request is read (no address, body, cookie,
person); messages are masked as the log's are, values of variables are never taken.
"""

import logging
from typing import Any

from django.conf import settings

from luatgandan.lib.logs import masked, request_id, told


def report_faults() -> None:
    """Begin reporting to LUATGANDAN_FAULTS_URL; nothing is imported where it is empty."""
    if not settings.FAULTS_URL:
        return
    import sentry_sdk  # noqa: PLC0415 - of requirements/scale.txt, only needed here
    from sentry_sdk.integrations.logging import LoggingIntegration  # noqa: PLC0415

    sentry_sdk.init(
        dsn=settings.FAULTS_URL,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
        include_local_variables=False,
        include_source_context=False,
        send_default_pii=False,
        auto_session_tracking=False,
        server_name="",
        before_send=without_people,
    )


def without_people(event: Any, hint: Any) -> Any:
    """The event (a mapping as Sentry's protocol has it) with its words masked, without what was said beside it."""
    record = hint.get("log_record")
    words = told(record) if record else ""
    event["logentry"] = {"message": words, "formatted": words}
    event["tags"] = {"request": request_id.get()}
    for name in ("extra", "request", "user", "breadcrumbs", "modules"):
        event.pop(name, None)
    for one in event.get("exception", {}).get("values", []):
        one["value"] = masked(str(one.get("value", "")))
    return event
