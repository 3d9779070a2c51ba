import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [("topics", "0001_initial")]

    initial = True

    dependencies = [
        ("authority", "0001_ground"),
        ("ledger", "0001_ground"),
        ("people", "0001_ground"),
        ("roles", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Topic",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="topics", to="people.team"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("question", models.CharField(max_length=280)),
                ("why_now", models.CharField(blank=True, default="", max_length=600)),
                ("kind", models.CharField(max_length=20)),
                ("aim", models.CharField(max_length=20)),
                ("origin", models.CharField(max_length=20)),
                ("decide_by", models.DateField(null=True)),
                ("first_by", models.DateField(null=True)),
                ("postponed", models.PositiveSmallIntegerField(default=0)),
                ("impact", models.JSONField(default=dict)),
                ("parties", models.JSONField(default=list)),
                ("guide", models.JSONField(default=dict)),
                ("priority", models.CharField(blank=True, default="", max_length=120)),
                ("amount", models.BigIntegerField(null=True)),
                ("months", models.PositiveSmallIntegerField(null=True)),
                ("irreversible", models.BooleanField(default=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics_raised",
                        to="people.member",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("raised", models.DateTimeField()),
                ("closed_until", models.DateField(null=True)),
                ("closed_because", models.CharField(default="", max_length=300)),
                ("state", models.CharField(default="open", max_length=20)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="people.member",
                    ),
                ),
                ("way", models.CharField(default="", max_length=20)),
                ("advised", models.CharField(default="", max_length=20)),
                ("reasons", models.JSONField(default=list)),
                ("contested", models.BooleanField(default=False)),
                ("triaged", models.DateTimeField(null=True)),
                (
                    "role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="roles.role",
                    ),
                ),
                ("role_line", models.CharField(default="", max_length=200)),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="authority.mandate",
                    ),
                ),
                ("process", models.CharField(default="", max_length=60)),
                ("outcome", models.CharField(default="", max_length=20)),
                ("decision", models.CharField(default="", max_length=20)),
                ("ended", models.DateTimeField(null=True)),
                ("reopened", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["stream", "state", "kind"], name="topic_state"),
                    models.Index(fields=["stream", "decide_by"], name="topic_decide_by"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Word",
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
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="words", to="topics.topic"
                    ),
                ),
                ("deed", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(default="", max_length=80)),
                ("because", models.CharField(default="", max_length=600)),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
    ]
