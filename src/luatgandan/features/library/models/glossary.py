"""The citizens' glossary, and terms that documents define."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .documents import Document


class Term(models.Model):
    """An everyday word and the legal term for it."""

    slug = models.SlugField(max_length=120, unique=True)
    everyday = models.CharField(_("lời thường"), max_length=120)
    variants = models.TextField(_("cách nói khác"), blank=True, help_text=_("Cách nhau bằng dấu gạch đứng |"))
    legal_term = models.CharField(_("thuật ngữ pháp luật"), max_length=250)
    field = models.CharField(_("lĩnh vực"), max_length=80, blank=True)
    meaning = models.CharField(_("nghĩa dễ hiểu"), max_length=400)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="terms", verbose_name=_("văn bản")
    )
    article = models.CharField(_("điều"), max_length=10, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("từ trong từ điển")
        verbose_name_plural = _("từ điển lời thường")
        ordering = ["everyday"]

    def __str__(self) -> str:
        return self.everyday

    def get_absolute_url(self) -> str:
        return f"{reverse('library:glossary')}#{self.slug}"

    @property
    def variant_list(self) -> list[str]:
        """The other everyday forms."""
        return [form.strip() for form in self.variants.split("|") if form.strip()]

    @property
    def law_url(self) -> str:
        """Where the law says it; empty while its document is not in the library."""
        return self.document.provision_url(f"art_{self.article}" if self.article else "") if self.document else ""


class DefinedTerm(models.Model):
    """A term as one document defines it ("Trong Luật này, … là …"), mined from its articles."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="defined_terms")
    term = models.CharField(_("thuật ngữ"), max_length=200)
    key = models.CharField(_("thuật ngữ để tra"), max_length=200, db_index=True)
    meaning = models.TextField(_("nghĩa"))
    eid = models.CharField("eId", max_length=120)

    class Meta:
        verbose_name = _("thuật ngữ được định nghĩa")
        verbose_name_plural = _("thuật ngữ được định nghĩa")
        ordering = ["document", "term"]
        constraints = [models.UniqueConstraint(fields=["document", "eid", "key"], name="one_meaning_per_place")]

    def __str__(self) -> str:
        return self.term
