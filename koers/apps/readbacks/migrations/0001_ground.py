import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [("readbacks", "0001_initial")]

    initial = True

    dependencies = [
        ("ledger", "0001_ground"),
        ("people", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Readback",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readbacks",
                        to="people.team",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("laps", models.JSONField(default=list)),
                ("stage", models.CharField(default="writing", max_length=20)),
                (
                    "opener",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("opened", models.DateTimeField()),
                ("asked", models.DateTimeField()),
                ("clarified", models.CharField(default="", max_length=280)),
                (
                    "clarifier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                ("ended", models.DateTimeField(null=True)),
                ("reason", models.CharField(default="", max_length=300)),
            ],
            options={
                "ordering": ("team", "number"),
                "constraints": [models.UniqueConstraint(fields=("team", "number"), name="readback_number")],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "readback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="readbacks.readback",
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("opened", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "readback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="readbacks.readback",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("lap", models.PositiveSmallIntegerField()),
                ("sentence", models.CharField(default="", max_length=280)),
                ("said", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("readback", "member", "lap"), name="tell_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "telling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tags",
                        to="readbacks.telling",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("tag", models.CharField(max_length=10)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("telling", "member"), name="tag_once")],
            },
        ),
        migrations.CreateModel(
            name="Alike",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slot", models.CharField(max_length=10)),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="readbacks.telling"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="readbacks.telling"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("slot", "one", "other"), name="together_once")
                ],
            },
        ),
    ]
