"""What `bench.nodes` has done inside a portal."""

import time

from luatgandan.features.portal.models import TopicPage


def change(word: str) -> dict[str, float]:
    """Publish a topic page with this word in its title; when that was done."""
    page = TopicPage.objects.live().order_by("pk")[0]
    page.title = f"{page.title.partition(' zq')[0]} {word}"
    page.save_revision().publish()
    return {"at": time.time()}
