"""The contact page: who we are, and a form whose messages wait at the staff desk."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField
from wagtail.contrib.forms.panels import FormSubmissionsPanel

from luatgandan.lib.carrying import PARAMETER, carried

from .base import PublicPage


class ContactFormBuilder(FormBuilder):
    """The contact form with a trap field that people never see and robots fill."""

    def get_form_class(self) -> type[forms.Form]:
        form_class: type[forms.Form] = super().get_form_class()
        trap = forms.CharField(
            required=False,
            label=_("Để trống ô này"),
            widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
        )
        return type("ContactForm", (form_class,), {"website": trap})


class ContactField(AbstractFormField):
    """One field of the contact form."""

    page = ParentalKey("ContactPage", on_delete=models.CASCADE, related_name="form_fields")


class ContactPage(AbstractForm, PublicPage):
    """Address and telephone of the agency from the site settings, and a form for messages."""

    intro = models.TextField(_("lời dẫn"), blank=True)
    thanks = models.TextField(_("lời cảm ơn sau khi gửi"), blank=True)

    form_builder = ContactFormBuilder
    carried = ""
    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    template = "portal/pages/contact.html"
    landing_page_template = "portal/pages/contact_sent.html"
    schema_type = "ContactPage"
    content_panels = [
        FormSubmissionsPanel(),
        *PublicPage.head_panels,
        FieldPanel("intro"),
        InlinePanel("form_fields", label=_("Ô của biểu mẫu")),
        FieldPanel("thanks"),
    ]

    class Meta:
        verbose_name = _("trang liên hệ")
        verbose_name_plural = _("trang liên hệ")

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """The form; words that another room sent along stand in its first large box (`services.take_question`)."""
        form = super().get_form(*args, **kwargs)
        large = [name for name, field in form.fields.items() if isinstance(field.widget, forms.Textarea)]
        if large and not form.is_bound and self.carried:
            form.initial[large[0]] = self.carried
        return form

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, with what was carried here."""
        self.carried = carried(request.GET.get(PARAMETER, ""))
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def process_form_submission(self, form: Any) -> Any:
        """Store the message unless a robot filled the trap field; a robot is thanked and forgotten."""
        if form.cleaned_data.pop("website", ""):
            return None
        return super().process_form_submission(form)
