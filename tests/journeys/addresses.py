"""The kinds of public pages, with one address of each."""

TOPIC = "/chu-de/dat-dai-nha-o/"
QUESTION = TOPIC + "mua-dat-giay-tay/"
DOCUMENT = "/van-ban/luat-31-2024-qh15/"
DESK = "/quan-tri/"
SIGN_IN = "/tai-khoan/dang-nhap/"
SIGN_UP = "/tai-khoan/dang-ky/"
CONTACT = "/lien-he/"
SEARCH = "/tim-kiem/"

LAW = "/van-ban/luat-78-2024-qh15/"
"""Has its text, two versions of its second article, and relations; `SHELF` stores it."""
RECORD = "/kho-tu-lieu/ban-an-78-2024-ds-st/"

VIETNAMESE = {
    "home": "/",
    "section": "/chu-de/",
    "topic": TOPIC,
    "question": QUESTION,
    "news list": "/tin-tuc/",
    "news article": "/tin-tuc/viec-o-huyen-nay-lam-o-dau/",
    "campaign": "/ngay-phap-luat-viet-nam-2026/",
    "static": "/gioi-thieu/",
    "help": "/tro-giup/",
    "personal data": "/du-lieu-ca-nhan/",
    "accessibility": "/kha-nang-tiep-can/",
    "contact": CONTACT,
    "search": SEARCH,
    "search with results": f"{SEARCH}?q=mua+dat+giay+tay",
    "search without results": f"{SEARCH}?q=zzzzqqqq",
    "search narrowed": f"{SEARCH}?q=dat+dai&at=2021-05-01&loai=document&nhom=dieu",
    "search followed": f"{SEARCH}luu/?q=dat+dai",
    "assistant": "/tro-ly/",
    "assistant with a question": "/tro-ly/?q=ly+hon",
    "questions": "/hoi-dap/",
    "questions of a field": "/hoi-dap/?linh-vuc=giao-thong",
    "asking officials": "/hoi-dap/gui/",
    "where a question stands": "/hoi-dap/theo-doi/",
    "promises": "/hoi-dap/loi-hua/",
    "open data of questions": "/hoi-dap/du-lieu/",
    "documents": "/van-ban/",
    "document": DOCUMENT,
    "glossary": "/tu-dien/",
    "wards": "/xa-phuong/",
    "wards found": "/xa-phuong/?q=Ninh+Kiều",
    "ward": "/xa-phuong/31135-phuong-ninh-kieu/",
    "organisations": "/co-quan/",
    "organisation": "/co-quan/can-tho/",
    "display settings": "/hien-thi/",
    "sign in": SIGN_IN,
    "sign up": SIGN_UP,
    "missing": "/khong-co-trang-nay/",
}
TRANSLATED = (
    "home", "topic", "question", "search with results", "search without results", "search narrowed", "search followed",
    "wards", "ward", "document", "glossary", "contact", "assistant", "questions", "asking officials", "promises",
    "sign in",
)  # fmt: skip
OTHER_LANGUAGES = {
    f"{language} {kind}": f"/{language}{VIETNAMESE[kind]}" for language in ("km", "en") for kind in TRANSLATED
}
KINDS = VIETNAMESE | OTHER_LANGUAGES
LIBRARY = {
    f"{language} {kind}": f"/{language}{path}"
    for language in ("km", "en")
    for kind, path in {
        "law": LAW,
        "law with a bad day": f"{LAW}?at=x",
        "article": f"{LAW}dieu-2/",
        "point": f"{LAW}dieu-2/khoan-1/diem-a/",
        "missing article": f"{LAW}dieu-9/",
        "missing clause": f"{LAW}dieu-2/khoan-9/",
        "history": f"{LAW}dieu-2/lich-su/",
        "leaflet": f"{LAW}dieu-2/to-roi/",
        "relations": f"{LAW}quan-he/",
        "comparison": "/so-sanh/?van_ban=78/2024/QH15&ngay=2024-08-01",
        "documents": "/van-ban/",
        "records": "/kho-tu-lieu/",
        "collection": "/kho-tu-lieu/don-vi/can-tho/",
        "record": RECORD,
        "precedent": "/kho-tu-lieu/an-le-78-2024-al/",
    }.items()
}
"""Pages of the library on which our words and Vietnamese texts stand side by side."""
MISSING = {"missing"}
UNLISTED = {
    "search", "search with results", "search without results", "search narrowed", "search followed",
    "display settings", "missing", "sign in", "sign up",
}  # fmt: skip
"""Kinds that search engines shall not keep."""
WRITTEN_BY_EDITORS = {
    "topic", "question", "news article", "campaign", "static", "help", "personal data", "accessibility", "contact",
}  # fmt: skip
SENT_TO_FRIENDS = {*WRITTEN_BY_EDITORS, "document", "documents", "glossary", "ward", "organisation"}
SAMPLE = 30
"""So many addresses of the sitemap, evenly spread, are visited as well."""

SHELF = '''
import json
from datetime import date
from django.utils import timezone
from luatgandan.features.library.enums import Origin, RelationKind
from luatgandan.features.library.models import DefinedTerm, Document, Record, RecordLink
from luatgandan.features.library.services import Related, relate
from luatgandan.features.library.services.mentions import record_mentions
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.lib.legaltext.lines import Line
from luatgandan.lib.legaltext.structure import parse

TEXT = """QUỐC HỘI
Luật số: 78/2024/QH15
LUẬT
BẾN ĐÒ
Quốc hội ban hành Luật Bến đò.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Giải thích từ ngữ
1. Khách đi đò là người trả tiền để qua sông bằng đò.
Điều 2. Giá đò
1. Khách đi đò trả tiền như sau:
a) Người lớn: %s đồng theo Điều 1 của Luật này và Điều 5 Nghị định số 99/2019/NĐ-CP.
2. Trẻ em đi học không phải trả tiền.
Nơi nhận:
- Các bến đò."""

law, _ = Document.objects.update_or_create(
    number="78/2024/QH15", issuer="Quốc hội", issued_on=date(2024, 6, 1),
    defaults=dict(slug="luat-78-2024-qh15", number_key="78-2024-qh15", kind="luat", title="Bến đò", field="Giao thông",
                  short_name="Luật Bến đò", effective_on=date(2024, 7, 1), stated_validity="in_force",
                  signers="Trần Văn Bến", state="published"))
for fee, day in (("5.000", None), ("7.000", date(2025, 7, 1))):
    parsed = parse([Line(line) for line in (TEXT % fee).split("\\n")])
    stored = store_text(document=law, parsed=parsed, source=Source(at=timezone.now(), valid_from=day))
    versions = stored.edition.versions.select_related("provision__document").order_by("provision__position")
    record_mentions(versions=list(versions))
DefinedTerm.objects.get_or_create(document=law, eid="art_1__para_1", key="khach di do",
    defaults=dict(term="Khách đi đò", meaning="người trả tiền để qua sông bằng đò."))
amending = dict(kind=RelationKind.AMENDS, is_passive=True, on=date(2025, 7, 1))
known = Document.objects.published().exclude(pk=law.pk)[:2]
relate(document=law, origin=Origin.PORTAL, relations=[
    *(Related(number=f"{n}/2025/QH15", name="Luật sửa đổi, bổ sung một số điều của Luật Bến đò", **amending,
              eid="art_2", target_eid="art_1__para_1") for n in range(201, 208)),
    *(Related(kind=RelationKind.REFERS_TO, target=one, target_eid="art_1") for one in known)])

owner, now = Organisation.objects.get(code="can-tho"), timezone.now()
common = dict(organisation=owner, state="published", version=1, published_at=now, changed_at=now, field="Dân sự",
              abstract="Bên nhận cọc chỉ phải trả lại tiền đã nhận.", issuer="Tòa án nhân dân Khu vực 1")
judgment, _ = Record.objects.update_or_create(slug="ban-an-78-2024-ds-st", defaults=dict(
    common, kind="ban-an", number="78/2024/DS-ST", title="Tranh chấp hợp đồng đặt cọc mua đò",
    details=dict(court="Tòa án nhân dân Khu vực 1", form="ban-an", level="so-tham", case_type="dan-su",
                 matter="Đặt cọc", facts="Hai bên đặt cọc để mua một chiếc đò.", holding="Trả lại tiền cọc.")))
precedent, _ = Record.objects.update_or_create(slug="an-le-78-2024-al", defaults=dict(
    common, kind="an-le", number="78/2024/AL", title="Về tiền cọc khi đò bị chìm",
    details=dict(situation="Đò bị chìm trước ngày giao.", solution="Trả lại tiền cọc.", status="ap-dung",
                 keywords=["Đặt cọc"])))
RecordLink.objects.get_or_create(source=judgment, target=precedent)
content_changed()
print(json.dumps(len(parsed.articles)))
'''
"""Run in the portal's shell: a law and two records of our own stand in the library."""
CLEARED = """
from luatgandan.features.library.models import Document, Record
from luatgandan.foundation.modules.services import content_changed
ours = (Document.objects.filter(number="78/2024/QH15"), Record.objects.filter(number__startswith="78/2024/"))
count = sum(rows.update(state="draft") for rows in ours)
content_changed()
print(count)
"""
"""The same law and records as drafts, which nobody meets; how many they are."""
