"""The kinds of public pages, with one address of each."""

TOPIC = "/chu-de/dat-dai-nha-o/"
QUESTION = TOPIC + "mua-dat-giay-tay/"
DOCUMENT = "/van-ban/luat-31-2024-qh15/"
DESK = "/quan-tri/"
SIGN_IN = "/tai-khoan/dang-nhap/"
SIGN_UP = "/tai-khoan/dang-ky/"
CONTACT = "/lien-he/"
SEARCH = "/tim-kiem/"

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
OTHER_LANGUAGES = {
    f"{language} {kind}": f"/{language}{VIETNAMESE[kind]}"
    for language in ("km", "en")
    for kind in (
        "home",
        "topic",
        "question",
        "search with results",
        "wards",
        "ward",
        "document",
        "glossary",
        "contact",
        "sign in",
    )
}
KINDS = VIETNAMESE | OTHER_LANGUAGES
MISSING = {"missing"}
UNLISTED = {
    "search", "search with results", "search without results", "display settings", "missing", "sign in", "sign up",
}  # fmt: skip
"""Kinds that search engines shall not keep."""
WRITTEN_BY_EDITORS = {
    "topic", "question", "news article", "campaign", "static", "help", "personal data", "accessibility", "contact",
}  # fmt: skip
SENT_TO_FRIENDS = {*WRITTEN_BY_EDITORS, "document", "documents", "glossary", "ward", "organisation"}
EVERY = 29
"""From the sitemap every so manieth address is visited as well."""
