"""The door for harvesters: OAI-PMH 2.0."""

from xml.etree.ElementTree import Element, SubElement

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from luatgandan.lib.limits import address_of, take

from . import queries
from .oai import writing
from .oai.asking import GET, LISTS, Ask, OaiError, read_ask

PER_HOUR = 3000  # a harvest of 50,000 laws
XML = "text/xml; charset=utf-8"
SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:luatgandan:values:1">
  <xs:element name="values" type="xs:string"/>
</xs:schema>
"""


@csrf_exempt  # reads only, as the protocol asks by POST too
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """One request of a harvester; what is wrong with it is told as the protocol says."""
    now = timezone.now()
    if not take(name="oai", key=address_of(request), amount=PER_HOUR, seconds=3600, now=now):
        return HttpResponse(status=503, headers={"Retry-After": "600"})
    values = request.POST if request.method == "POST" else request.GET
    base = f"{settings.SITE_URL}{request.path}"
    with override("vi"):
        try:
            ask = read_ask(dict(values.lists()))
            root = writing.envelope(base=base, at=now, ask=ask, asked=values.dict())
            _answer(root, ask, base)
        except OaiError as problem:
            understood = problem.code not in ("badVerb", "badArgument")
            asked = values.dict() if understood else {}
            root = writing.envelope(base=base, at=now, ask=Ask(verb="") if understood else None, asked=asked)
            writing.add_error(root, problem)
    return HttpResponse(writing.to_bytes(root), content_type=XML)


def schema(request: HttpRequest) -> HttpResponse:
    """The schema of our own format: one element that holds JSON."""
    return HttpResponse(SCHEMA, content_type=XML)


def _answer(root: Element, ask: Ask, base: str) -> None:
    if ask.prefix and ask.prefix not in writing.FORMATS:
        raise OaiError("cannotDisseminateFormat", f"known are {', '.join(writing.FORMATS)}")
    if ask.verb in LISTS:
        _list(root, ask)
    elif ask.verb == GET:
        _record(SubElement(root, ask.verb), queries.one_shared(ask), ask.prefix)
    elif ask.verb == "ListSets":
        writing.add_sets(root, [(one.name, str(one.label)) for one in queries.sources()])
    elif ask.verb == "ListMetadataFormats":
        writing.add_formats(root, prefixes=_prefixes(ask), base=base)
    else:
        name, mail = str(settings.WAGTAIL_SITE_NAME), str(settings.DEFAULT_FROM_EMAIL)
        writing.add_identify(root, name=name, base=base, mail=mail, earliest=queries.earliest())


def _prefixes(ask: Ask) -> list[str]:
    if not ask.identifier:
        return list(writing.FORMATS)
    thing = queries.one_shared(ask).thing
    if thing is None:
        raise OaiError("noMetadataFormats", "it is no longer public")
    return writing.prefixes_of(thing)


def _list(root: Element, ask: Ask) -> None:
    found = queries.slice_of(ask)
    body = SubElement(root, ask.verb)
    for one in found.shared:
        if ask.verb == "ListIdentifiers":
            _header(body, one)
        else:
            _record(body, one, ask.prefix)
    if found.next or ask.after:
        writing.add_token(body, token=found.next.token if found.next else "", count=found.count)


def _record(body: Element, one: queries.Shared, prefix: str) -> None:
    record = SubElement(body, "record")
    _header(record, one, is_deleted=one.thing is None)
    if one.thing:
        writing.add_metadata(record, one.thing, prefix)


def _header(parent: Element, one: queries.Shared, *, is_deleted: bool | None = None) -> None:
    item = one.item
    writing.add_header(
        parent,
        identifier=queries.identifier_of(item),
        at=item.stamped_at,
        source=item.source,
        is_deleted=item.is_deleted if is_deleted is None else is_deleted,
    )
