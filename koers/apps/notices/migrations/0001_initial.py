import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import koers.apps.notices.models
import koers.apps.people.secrets


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0002_one_installation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letterbox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("never", models.BooleanField(default=False)),
                ("at", models.TimeField(default=datetime.time(8, 30))),
                (
                    "zone",
                    models.CharField(default=koers.apps.notices.models.installation_zone, max_length=60),
                ),
                ("days", models.JSONField(default=koers.apps.notices.models.workdays)),
                ("asked", models.CharField(default="", max_length=254)),
                ("confirmed", models.CharField(default="", max_length=254)),
                ("next", models.DateTimeField(db_index=True, null=True)),
                ("nonce", models.CharField(default=koers.apps.people.secrets.public_key, max_length=8)),
                ("feed_hash", models.CharField(max_length=64, null=True, unique=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letterbox",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("day", models.DateField()),
                ("stage", models.CharField(default="waiting", max_length=10)),
                ("not_before", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("trouble", models.CharField(default="", max_length=60)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["stage", "not_before"], name="letter_waiting")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "digest")),
                        fields=("person", "day"),
                        name="one_letter_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("times", models.PositiveSmallIntegerField(default=0)),
                ("latest", models.DateField(null=True)),
                ("stopped", models.BooleanField(default=False)),
                (
                    "ask",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.ask"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "ask"), name="notice_once")],
            },
        ),
    ]
