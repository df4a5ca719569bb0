from typing import Any

from django.db import migrations


def leave_out_how_it_is_shown(apps: Any, schema_editor: Any) -> None:
    """What is saved is the search; page, their size and the language (a column of its own) do not belong to it."""
    for saved in apps.get_model("search", "SavedSearch").objects.all():
        saved.asked = {
            name: value for name, value in saved.asked.items() if name not in ("page", "per_page", "language")
        }
        saved.save(update_fields=["asked"])


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(leave_out_how_it_is_shown, migrations.RunPython.noop)]
