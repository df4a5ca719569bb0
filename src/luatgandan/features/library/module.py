"""What the library offers to the house."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Role, RolePermissions
from luatgandan.foundation.modules.registry import (
    DeskPanel,
    MenuEntry,
    Module,
    Route,
    Schedule,
    SearchLabels,
    SearchSource,
    SearchWords,
    SharedSource,
    SitemapSource,
    Starter,
    register,
)
from luatgandan.foundation.notifications.rules import NotificationKind

from . import queries, services, tasks
from .enums import Audience, Kind, RecordKind, Validity
from .queries import files, records, sharing, waiting
from .queries.search_items import (
    DOCUMENTS,
    RECORDS,
    TERMS,
    document_items,
    load_documents,
    load_records,
    load_terms,
    record_items,
    search_words,
    term_items,
    turning_documents,
)
from .registry import CitingSource
from .services.sharing import drop_document, take_document

EDITED = ("document", "term", "sourcefile")
EDITS = tuple(f"library.{verb}_{name}" for verb in ("add", "change", "view") for name in EDITED)


module = register(
    Module(
        name="library",
        title=_("Thư viện pháp luật"),
        offers=(
            RolePermissions(root_grants={Role.EDITOR: EDITS, Role.APPROVER: EDITS, Role.UNIT_HEAD: EDITS}),
            Route(prefix="", urlconf="luatgandan.features.library.urls"),
            MenuEntry(label=_("Văn bản"), url_name="library:documents", order=30),
            MenuEntry(label=_("Từ điển lời thường"), url_name="library:glossary", order=40),
            SearchSource(
                label=_("Văn bản pháp luật"),
                order=20,
                name=DOCUMENTS,
                items=document_items,
                load=load_documents,
                turning=turning_documents,
            ),
            SearchSource(label=_("Từ điển lời thường"), order=30, name=TERMS, items=term_items, load=load_terms),
            SearchSource(label=_("Kho tư liệu"), order=35, name=RECORDS, items=record_items, load=load_records),
            SearchWords(rows=search_words),
            SearchLabels(facet="document_kind", labels={**dict(Kind.choices), **dict(RecordKind.choices)}),
            SearchLabels(facet="state", labels=dict(Validity.choices)),
            SearchLabels(facet="audience", labels=dict(Audience.choices)),
            SharedSource(
                name="van-ban",
                label=_("Văn bản pháp luật"),
                stamps=sharing.document_stamps,
                load=sharing.shared_documents,
                take=take_document,
                drop=drop_document,
            ),
            SitemapSource(entries=records.record_sitemap),
            MenuEntry(label=_("Kho tư liệu"), url_name="library:records", order=35),
            SitemapSource(entries=queries.sitemap),
            NotificationKind(
                code=services.NOTIFICATION, title=_("Luật đổi: bài của đơn vị cần xem lại"), is_necessary=True
            ),
            DeskPanel(title=_("Thư viện pháp luật"), tasks=waiting.law_tasks, order=20),
            DeskPanel(title=_("Tệp văn bản"), tasks=files.file_tasks, order=22),
            DeskPanel(title=_("Kho tư liệu"), tasks=records.record_tasks, order=25),
            CitingSource(
                model="library.record",
                title=_("Kho tư liệu"),
                edit_url=lambda record, part: reverse("library_records:record", args=[record.pk]),
                organisation=lambda record: record.organisation,
            ),
            Schedule(task=tasks.remind_of_reviews, seconds=86_400),
            Schedule(task=tasks.import_incoming, seconds=60),
            Schedule(task=tasks.weigh_documents, seconds=86_400),
            Starter(label="văn bản pháp luật", load=services.load_documents, order=20),
            Starter(label="từ điển lời thường", load=services.load_glossary, order=30),
        ),
    )
)
