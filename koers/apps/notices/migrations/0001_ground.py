import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import koers.apps.notices.models
import koers.apps.people.secrets


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [("notices", "0001_initial")]

    initial = True

    dependencies = [
        ("ledger", "0001_ground"),
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
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letterbox",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("day", models.DateField()),
                ("stage", models.CharField(default="waiting", max_length=10)),
                ("not_before", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("trouble", models.CharField(default="", max_length=60)),
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ask",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.ask"
                    ),
                ),
                ("times", models.PositiveSmallIntegerField(default=0)),
                ("latest", models.DateField(null=True)),
                ("stopped", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "ask"), name="notice_once")],
            },
        ),
    ]
