"""One way of saying that documents replace and amend each other: relations, on whichever side they are stated."""

from django.db import migrations, models

from luatgandan.lib.legaltext import number_key


def say_it_as_relations(apps, schema_editor):
    """Turn `replaced_by` and `amended_by` of every record into relations stated beside the older document."""
    alias = schema_editor.connection.alias
    documents = apps.get_model("library", "Document").objects.using(alias)
    relations = apps.get_model("library", "Relation").objects.using(alias)
    by_number = {one.number: one for one in documents.all()}
    for old in documents.exclude(replaced_by=None, amended_by=""):
        stated = [("amends", number.strip()) for number in old.amended_by.split("|") if number.strip()]
        stated += [("replaces", old.replaced_by.number)] if old.replaced_by else []
        for kind, number in stated:
            relations.get_or_create(
                document=old, eid="", kind=kind, is_passive=True, target_key=number_key(number), target_eid="",
                origin="portal", defaults={"target": by_number.get(number), "target_number": number},
            )
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("library", "0002_text_relations_reviews")]

    operations = [
        migrations.AddField("relation", "is_passive", models.BooleanField(default=False, verbose_name="chiều bị động")),
        migrations.AddField("relation", "until", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
        migrations.AddField(
            "relation", "decided_by", models.CharField(blank=True, default="", max_length=120, verbose_name="người duyệt"),
            preserve_default=False,
        ),
        migrations.AddField("relation", "decided_at", models.DateTimeField(blank=True, null=True, verbose_name="duyệt lúc")),
        migrations.RemoveConstraint("relation", "one_relation_per_pair"),
        migrations.AddConstraint(
            "relation",
            models.UniqueConstraint(
                fields=["document", "eid", "kind", "is_passive", "target_key", "target_eid", "origin"],
                name="one_relation_per_pair",
            ),
        ),
        migrations.RunPython(say_it_as_relations, migrations.RunPython.noop),
        migrations.RemoveField("document", "replaced_by"),
        migrations.RemoveField("document", "amended_by"),
        migrations.AlterField(
            "document", "suspended_from",
            models.DateField(blank=True, editable=False, null=True, verbose_name="ngưng hiệu lực từ"),
        ),
        migrations.AlterField(
            "document", "suspended_to",
            models.DateField(blank=True, editable=False, null=True, verbose_name="ngưng hiệu lực đến trước"),
        ),
        migrations.AddField(
            "review", "organisation_code",
            models.CharField(blank=True, default="", max_length=60, verbose_name="mã đơn vị của nguồn"),
            preserve_default=False,
        ),
    ]
