import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [("scans", "0001_initial"), ("scans", "0002_series")]

    initial = True

    dependencies = [
        ("ledger", "0001_ground"),
        ("people", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.stream"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="people.team"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("series", models.PositiveIntegerField(default=1)),
                ("mode", models.CharField(max_length=20)),
                ("with_parts", models.BooleanField(default=False)),
                ("electorate", models.JSONField(default=list)),
                ("people", models.JSONField(default=list)),
                ("stage", models.CharField(default="answering", max_length=20)),
                ("opened", models.DateTimeField()),
                ("closes", models.DateTimeField(null=True)),
                ("closed", models.DateTimeField(null=True)),
                ("answered", models.PositiveIntegerField(default=0)),
                ("salt", models.CharField(default="", max_length=32)),
                ("middles", models.JSONField(default=dict)),
                ("talking", models.CharField(default="", max_length=20)),
                ("talking_since", models.DateTimeField(null=True)),
                ("picks", models.JSONField(default=dict)),
                ("chosen", models.CharField(default="", max_length=20)),
                ("notice", models.CharField(default="", max_length=300)),
            ],
            options={
                "ordering": ("team", "number"),
                "constraints": [models.UniqueConstraint(fields=("team", "number"), name="round_number")],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="scans.round"
                    ),
                ),
                ("s", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("name", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="scans.round"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("content", models.JSONField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("round", "member"), name="answer_once")],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tallies", to="scans.round"
                    ),
                ),
                ("item", models.CharField(max_length=60)),
                ("counts", models.JSONField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("round", "item"), name="tally_once")],
            },
        ),
        migrations.CreateModel(
            name="Why",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="whys", to="scans.round"
                    ),
                ),
                ("item", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("name", models.CharField(default="", max_length=80)),
            ],
        ),
    ]
