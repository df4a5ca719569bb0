"""A city of two wards in which one thing of every kind stands in ward A, and the people who may meet it."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page

from luatgandan.features.assistant.enums import DataClass, DraftKind, Risk
from luatgandan.features.assistant.models import AiUse, PromptReport, PromptVersion
from luatgandan.features.assistant.models import Attempt as Practised
from luatgandan.features.assistant.services import ask, drafts, practice
from luatgandan.features.assistant.starter import load as load_assistant
from luatgandan.features.contests.enums import DocumentKind, SignalKind
from luatgandan.features.contests.models import Award, Complaint, Entrant, Signal
from luatgandan.features.contests.models import Document as ContestDocument
from luatgandan.features.contests.tests import outcomes, staging
from luatgandan.features.library.models import Change, RecordFile, Relation, Review, Term
from luatgandan.features.library.tests import correcting, drafting, laws
from luatgandan.features.portal.models import ContactPage, SectionPage
from luatgandan.features.portal.starter import loader as portal
from luatgandan.features.portal.tests.conftest import new_topic
from luatgandan.features.portal.tests.conftest import question as topic_question
from luatgandan.features.qa import services as qa
from luatgandan.features.qa.enums import State
from luatgandan.features.qa.models import AnswerTemplate, Question, Route
from luatgandan.features.qa.rules import Caller
from luatgandan.features.qa.tests.paths import Way
from luatgandan.foundation.accounts.enums import Role
from luatgandan.foundation.accounts.models import DataRequest, Person, RoleAssignment
from luatgandan.foundation.accounts.services import grant_role
from luatgandan.foundation.audit.services import record
from luatgandan.foundation.incidents.models import Incident
from luatgandan.foundation.media.models import Attachment, Picture
from luatgandan.foundation.organisations.models import Organisation, OrganisationImport
from luatgandan.foundation.places.models import Province, Ward
from luatgandan.foundation.search.pipeline.values import SearchQuery
from luatgandan.foundation.search.services.saving import save_search
from luatgandan.foundation.workdays.models import DayDecision

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)


def picture() -> bytes:
    """A small JPEG."""
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG")
    return file.getvalue()


def person(login: str, **more: Any) -> Person:
    """Somebody without a role."""
    return Person.objects.create_user(login, f"{login}@example.invalid", "x", **more)


def holder(role: str, unit: Organisation, room: str = "*", login: str = "") -> Person:
    """Somebody with one role."""
    who = person(login or f"{role}-{unit.code}-{room}")
    grant_role(person=who, role=role, room=room, organisation=unit, by=None, at=NOW, reason="thử")
    return Person.objects.get(pk=who.pk)


class World:
    """What stands, by name; each is made by the services of its room."""

    def __init__(self) -> None:
        self.asker = person("asker", last_name="Lâm Thị Hoa")
        self.round = outcomes.verified(outcomes.with_prizes(outcomes.five_ranked()))
        self.root, self.ward, self.other = (
            Organisation.objects.get(code=code) for code in ("can-tho", "ward-a", "ward-b")
        )
        self.writer = holder(Role.EDITOR, self.ward, login="writer")
        self.checker = holder(Role.APPROVER, self.ward, login="checker")
        self.contest()
        self.library()
        self.questions()
        self.assistant()
        self.pages()
        self.house()

    def contest(self) -> None:
        self.stage = staging.staged(self.ward, self.checker, NOW)
        self.entrant = Entrant.objects.order_by("pk").first()
        self.attempt = self.round.attempts.order_by("pk").first()
        self.complaint = Complaint.objects.create(
            round=self.round, entrant=self.entrant, text="Chấm sai", sent_at=outcomes.CLOSES
        )
        self.signal = Signal.objects.create(
            round=self.round, kind=SignalKind.values[0], key="k", strength=0.5, found_at=outcomes.CLOSES
        )
        self.unit = self.round.contest.units.order_by("pk").first()
        self.award = Award.objects.exclude(attempt=None).order_by("pk").first()
        self.paper_of_contest = ContestDocument.objects.create(
            contest=self.round.contest,
            kind=DocumentKind.values[0],
            title="Thể lệ",
            file=ContentFile(b"x", "the-le.txt"),
        )  # fmt: skip

    def library(self) -> None:
        self.law = laws.stored_law()
        self.file = correcting.imported("a.txt", correcting.BROKEN.encode())
        self.term = Term.objects.create(slug="giam-xe", everyday="giam xe", legal_term="x", meaning="Bị tịch thu xe.")
        self.record = drafting.draft(self.ward, self.writer)
        self.record_file = RecordFile.objects.create(
            record=self.record, name="a.jpg", content=ContentFile(picture(), "a.jpg"), sha256="0" * 64, size=9,
            media_type="image/jpeg", uploaded_at=NOW,
        )  # fmt: skip
        self.published_record = drafting.publish(
            drafting.draft(self.ward, self.writer, title="Bài đã đăng"), self.writer, self.checker
        )
        self.change = Change.objects.create(document=self.law, action="replace", target=self.law, target_eid="art_1")
        self.relation = Relation.objects.create(document=self.law, kind="guides", target=self.law)
        self.review = Review.objects.create(
            source=self.record, label="Tư liệu", url="/x/", document=self.law, reason="changed",
            changed_on=TODAY, organisation_code=self.ward.code, raised_at=NOW, grace_until=TODAY,
        )  # fmt: skip

    def questions(self) -> None:
        asked = qa.Asked(title="Xe máy không gương phạt bao nhiêu?", text="Kín", organisation=self.ward)
        by = Caller(person=self.asker)
        self.question = qa.send_question(asked=asked, by=by, at=NOW)
        qa.accept_question(question=self.question, by=Caller(person=self.checker), at=NOW)
        self.paper = qa.attach_file(
            question=self.question, upload=SimpleUploadedFile("a.jpg", picture()), by=by, at=NOW
        )
        self.published = self.question_in(State.PUBLISHED, by)
        self.template = AnswerTemplate.objects.create(organisation=self.ward, title="Gương xe", short="Phải có.")
        self.route = Route.objects.create(organisation=self.ward, field="khac")

    def question_in(self, state: State, asker: Caller) -> Question:
        """Another question of the same ward, on its way there."""
        asked = qa.Asked(title="Đò ngang chở mấy người?", text="Đò nhỏ.", organisation=self.ward, visibility="public")
        way = Way(asker=asker, officer=Caller(person=self.writer), checker=Caller(person=self.checker))
        return way.to(state, qa.send_question(asked=asked, by=asker, at=NOW))

    def assistant(self) -> None:
        load_assistant()
        self.run = ask(text="Người lớn qua đò trả bao nhiêu tiền?", at=NOW)
        keys = [(self.law.pk, "art_2")]
        self.draft = drafts.make_draft(
            kind=DraftKind.SITUATION,
            title="Qua đò",
            organisation=self.ward,
            keys=keys,
            day=TODAY,
            by=self.checker,
            at=NOW,
        )
        self.task = practice.make_task(
            title="Đò?", keys=keys, day=TODAY, by=holder(Role.EDITOR, self.root, login="maker"), at=NOW
        )
        self.practised = Practised.objects.create(task=self.task, person=self.checker, score=50, made_at=NOW)
        self.prompt_version = PromptVersion.objects.order_by("pk").first()
        self.prompt_report = PromptReport.objects.create(
            version=self.prompt_version, words="Sai", reason="Sai", person=self.checker, made_at=NOW
        )
        self.ai_use = AiUse.objects.create(
            organisation=self.ward, tool="Máy dịch", purpose="Dịch", data_class=DataClass.PUBLIC, risk=Risk.LOW,
            owner="Trưởng phòng", safeguards="Có người đọc lại.", review_on=TODAY,
        )  # fmt: skip

    def pages(self) -> None:
        home = self.home = portal._home()
        portal._workflow(home)
        self.contact = ContactPage(title="Liên hệ", slug="lien-he", summary="Liên hệ")
        home.add_child(instance=self.contact)
        self.section = SectionPage(title="Chủ đề", slug="chu-de", summary="Các chủ đề", organisation=self.ward)
        home.add_child(instance=self.section)
        self.topic = new_topic(self.section, [topic_question(self.law)])
        self.section.add_child(instance=self.topic)
        self.revision = self.topic.save_revision(user=self.writer)
        Page.objects.filter(pk__in=(self.section.pk,)).update(live=True)
        self.workflow_state = self.topic.get_workflow().start(self.topic, self.writer)
        self.task_state = self.workflow_state.current_task_state

    def house(self) -> None:
        self.picture = Picture.objects.create(
            title="Ảnh", description="Ảnh", file=ContentFile(picture(), "anh.jpg"), uploaded_by_user=self.checker
        )
        self.document = Attachment.objects.create(title="Tệp", file=ContentFile(b"x", "tep.txt"))
        self.redirect = Redirect.objects.create(old_path="/cu", redirect_link="/moi/")
        self.role = RoleAssignment.objects.filter(person=self.checker).get()
        self.request = DataRequest.objects.create(
            person=self.asker, right="view", received_at=NOW, answer_by=NOW, carry_out_by=NOW
        )
        self.sheet = OrganisationImport.objects.create(name="a.xlsx", content=b"", uploaded_at=NOW)
        province = Province.objects.create(code="92", name="Cần Thơ", kind="city")
        self.place = Ward.objects.create(code="31117", name="Phường A", kind="ward", area="urban", province=province)
        self.entry = record(action="test.act", at=NOW, organisation_code=self.ward.code)
        self.search = save_search(query=SearchQuery(text="đò"), person=self.asker, at=NOW)
        self.collection = Collection.get_first_root_node().add_child(name="Ảnh của phường")
        self.incident = Incident.objects.create(title="Ví dụ minh họa", found_at=NOW)
        self.day_off = DayDecision.objects.create(on=TODAY, reason="Nghỉ bù")
