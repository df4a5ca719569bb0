from django.urls import path, re_path

from . import views

app_name = "library"
PLACE = r"^van-ban/(?P<slug>[-\w]+)/(?P<place>dieu-[-\w./]+?)/"
urlpatterns = [
    path("van-ban/", views.documents, name="documents"),
    path("so-sanh/", views.compare, name="compare"),
    path("van-ban/<slug:slug>/", views.document, name="document"),
    path("van-ban/<slug:slug>/quan-he/", views.relations, name="relations"),
    re_path(PLACE + r"lich-su/$", views.history, name="history"),
    re_path(PLACE + r"to-roi/$", views.leaflet, name="leaflet"),
    re_path(PLACE + r"xem-truoc/$", views.preview, name="preview"),
    re_path(PLACE + r"$", views.provision, name="provision"),
    path("tu-dien/", views.glossary, name="glossary"),
]
