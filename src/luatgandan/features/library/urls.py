from django.urls import path, re_path

from . import views
from .enums import RecordKind

app_name = "library"
PLACE = r"^van-ban/(?P<slug>[-\w]+)/(?P<place>dieu-[-\w./]+?)/"
urlpatterns = [
    path("van-ban/", views.documents, name="documents"),
    path("so-sanh/", views.compare, name="compare"),
    path("van-ban/<slug:slug>/", views.document, name="document"),
    path("van-ban/<slug:slug>/quan-he/", views.relations, name="relations"),
    path("van-ban/<slug:slug>/tai-ve/<slug:extension>/", views.export, name="export"),
    path("van-ban/<slug:slug>/tep-goc/<int:pk>/", views.original, name="original"),
    re_path(PLACE + r"lich-su/$", views.history, name="history"),
    re_path(PLACE + r"to-roi/$", views.leaflet, name="leaflet"),
    re_path(PLACE + r"xem-truoc/$", views.preview, name="preview"),
    re_path(PLACE + r"$", views.provision, name="provision"),
    path("tu-dien/", views.glossary, name="glossary"),
    path("kho-tu-lieu/", views.records, name="records"),
    path("kho-tu-lieu/don-vi/<slug:code>/", views.collection, name="collection"),
    path("kho-tu-lieu/<slug:slug>/", views.record, name="record"),
    path("kho-tu-lieu/<slug:slug>/du-lieu.json", views.record_data, name="record_data"),
    path("kho-tu-lieu/<slug:slug>/tep/<int:pk>/", views.record_file, name="record_file"),
    path("luoc-do/", views.record_schemas, name="record_schemas"),
    path("luoc-do/van-ban.schema.json", views.document_schema, name="document_schema"),
    re_path(rf"^luoc-do/(?P<kind>{'|'.join(RecordKind.values)})\.schema\.json$", views.schema, name="record_schema"),
]
