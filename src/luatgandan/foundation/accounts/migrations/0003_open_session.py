import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_adviser"), ("sessions", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="OpenSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("browser", models.CharField(blank=True, max_length=40, verbose_name="trình duyệt")),
                ("begun_at", models.DateTimeField(verbose_name="bắt đầu lúc")),
                ("seen_at", models.DateTimeField(verbose_name="dùng lần cuối lúc")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="opened", to="sessions.session"
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên đăng nhập",
                "verbose_name_plural": "phiên đăng nhập",
                "ordering": ("-seen_at",),
                "default_permissions": (),
            },
        ),
    ]
