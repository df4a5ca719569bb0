"""Content that would take an officer minutes to make, made in the portal's own shell before the desk journeys."""

ARRANGE = """
import io, json
from datetime import timedelta
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, Revision
from luatgandan.features.portal.models import HomePage, SectionPage, StaticPage
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.media.models import Picture

now = timezone.now()
home = HomePage.objects.get()
editor = Person.objects.get(username="demo-editor")

def add(slug, **values):
    page = StaticPage(title=f"Trang {slug}", slug=slug, summary="Trang để thử bàn làm việc.", owner=editor, **values)
    home.add_child(instance=page)
    return page

due = add("den-gio-dang", live=False, go_live_at=now + timedelta(hours=1))
revision = due.save_revision(user=editor)
revision.publish()
past = now - timedelta(minutes=1)
Page.objects.filter(pk=due.pk).update(go_live_at=past)
revision.refresh_from_db()
content = {**revision.content, "go_live_at": past.isoformat()}
Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)

over = add("het-han", expire_at=now + timedelta(hours=1))
over.save_revision(user=editor).publish()
Page.objects.filter(pk=over.pk).update(expire_at=now - timedelta(minutes=1))

file = io.BytesIO()
Image.new("RGB", (1200, 630), "#0B5D52").save(file, "PNG")
picture = Picture(title="anh-1.png", file=ImageFile(file, "anh-1.png"))
picture.save()
body = [{"type": "notice", "value": "Một đoạn.", "id": "6a4dfd36-5b5c-4ffb-9f7c-35a2f3c1f0aa"}]
bare = add("anh-khong-loi", live=False, cover=picture, body=body)
bare.save_revision(user=editor)
sent = add("anh-gui-duyet", live=False, cover=picture, body=body)
sent.save_revision(user=editor)
sent.get_workflow().start(sent, editor)
topics, about = SectionPage.objects.get(slug="chu-de"), StaticPage.objects.get(slug="gioi-thieu")
names = {"topics": topics, "about": about, "home": home, "bare": bare, "sent": sent, "picture": picture}
print(json.dumps({name: one.pk for name, one in names.items()}))
"""
