"""Components: each stands in the gallery, renders, keeps the content security policy, and leaks nothing of its page."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from luatgandan.foundation.ui import queries, views
from luatgandan.foundation.ui.context_processors import ui
from luatgandan.foundation.ui.forms import SampleForm
from luatgandan.foundation.ui.templatetags.ui import part_badge, status_badge

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)


@pytest.fixture
def page(rf: RequestFactory) -> dict[str, object]:
    """A context as the gallery gives it."""
    return {**ui(rf.get("/_ui/")), **views.gallery_context()}


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_every_component_stands_in_the_gallery() -> None:
    assert [sample.name for sample in queries.samples()] == sorted(queries.component_names())


@pytest.mark.parametrize("sample", queries.samples(), ids=lambda sample: sample.name)
def test_sample_renders_and_says_what_it_is(sample: queries.Sample, page: dict[str, object]) -> None:
    html = render_to_string(sample.template, page)

    assert sample.about
    assert f"<c-{sample.name}" in sample.source
    assert html.strip()
    assert not INLINE.search(html)
    assert "<c-" not in html


@pytest.fixture
def gallery(rf: RequestFactory) -> str:
    return render_to_string("ui/gallery.html", {**ui(rf.get("/_ui/")), **views.gallery_context()})


def test_gallery_keeps_the_content_security_policy(gallery: str) -> None:
    assert not INLINE.search(gallery)


def test_gallery_has_no_id_twice(gallery: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', gallery)

    assert [name for name in set(ids) if ids.count(name) > 1] == []


@pytest.mark.parametrize("name", queries.component_names())
def test_component_takes_nothing_from_the_page_around_it(name: str) -> None:
    words = (
        "title",
        "href",
        "kind",
        "excerpt",
        "label",
        "text",
        "badge",
        "hint",
        "value",
        "name",
        "id",
        "level",
        "role",
    )

    html = render_cotton(f"<c-{name} />", dict.fromkeys(words, "LEAK"))

    assert "LEAK" not in html


def render_cotton(source: str, context: dict[str, object]) -> str:
    """Render cotton markup from a string (its loader compiles only files)."""
    return render(CottonCompiler().process(source), **context)


def test_values_are_escaped() -> None:
    html = render_cotton('<c-card :title="name" href="/x/" :excerpt="name" />', {"name": "<script>alert(1)</script>"})

    assert "<script>" not in html


def test_beside_a_part_the_badge_says_that_its_document_is_partly_over() -> None:
    assert "Văn bản hết hiệu lực một phần" in part_badge("partly_expired")
    assert part_badge("expired") == status_badge("expired")


def test_status_badge_knows_every_state() -> None:
    html = render_cotton('<c-status-badge state="expired" />', {})

    assert "Hết hiệu lực" in html
    assert "badge--expired" in html


def test_unknown_state_is_said_to_be_unknown() -> None:
    assert "Chưa rõ hiệu lực" in render_cotton('<c-status-badge :state="state" />', {"state": "strange"})


def test_field_ties_hint_and_error_to_its_input() -> None:
    form = SampleForm({"name": ""})

    html = render_cotton('<c-field :field="field" />', {"field": form["name"]})

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_error_summary_links_to_the_fields() -> None:
    html = render_cotton('<c-error-summary :form="form" />', {"form": SampleForm({"email": "lan@"})})

    assert 'href="#id_email"' in html
    assert 'href="#id_answer_by"' in html
    assert 'tabindex="-1"' in html


def test_pagination_leaves_out_the_far_pages() -> None:
    page = Paginator(range(200), 10).page(7)

    html = render_cotton('<c-pagination :page="page" query="q=a" />', {"page": page})

    assert re.findall(r"trang=(\d+)", html) == ["6", "1", "6", "8", "20", "8"]
    assert '<a rel="prev" href="?q=a&amp;trang=6">' in html
    assert '<a rel="next" href="?q=a&amp;trang=8">' in html


@pytest.mark.parametrize(("number", "missing"), [(1, "prev"), (20, "next")])
def test_pagination_ends_at_the_ends(number: int, missing: str) -> None:
    page = Paginator(range(200), 10).page(number)

    html = render_cotton('<c-pagination :page="page" query="" />', {"page": page})

    assert re.findall(r'rel="(\w+)"', html) == [{"prev": "next", "next": "prev"}[missing]]
    assert 'href="?trang=' in html


def test_unknown_picture_and_icon_are_nothing() -> None:
    assert (queries.picture("no-such"), queries.icon("no-such")) == ("", "")


def test_picture_speaks_only_when_told() -> None:
    assert 'aria-hidden="true"' in queries.picture("ferry")
    assert 'role="img" aria-label="Chuyến &lt;đò&gt;"' in queries.picture("ferry", "Chuyến <đò>")


@pytest.mark.parametrize(
    "name", ["land", "family", "ferry", "work", "market", "school", "shop", "counter", "phone", "scales", "letter",
             "pagoda", "hero", "reading", "listening", "law-day", "empty-state", "not-found"],
)  # fmt: skip
def test_drawing_is_there_and_light(name: str) -> None:
    assert 200 < len(queries.picture(name).encode()) <= 3 * 1024
