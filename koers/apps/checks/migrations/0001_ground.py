import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [("checks", "0001_initial")]

    initial = True

    dependencies = [
        ("actions", "0001_ground"),
        ("ledger", "0001_ground"),
        ("people", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Check",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="people.team"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("stage", models.CharField(default="former", max_length=20)),
                ("shown", models.BooleanField(default=False)),
                ("opened", models.DateTimeField()),
                ("since", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("skipped", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("team", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("team", "number"), name="check_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)), fields=("team",), name="one_check_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Former",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "check_at",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="formers", to="checks.check"
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actions.action"
                    ),
                ),
                ("outcome", models.CharField(default="", max_length=20)),
                ("word", models.CharField(default="", max_length=80)),
            ],
            options={
                "ordering": ("action__due", "pk"),
                "constraints": [models.UniqueConstraint(fields=("check_at", "action"), name="former_once")],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "check_at",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="checks.check"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("step", models.CharField(max_length=20)),
                ("text", models.CharField(default="", max_length=280)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("check_at", "member", "step"), name="line_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Rhythm",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_rhythm",
                        to="people.team",
                    ),
                ),
                ("weeks", models.PositiveSmallIntegerField(default=7)),
                ("last", models.DateField(null=True)),
                ("next", models.DateField()),
                ("planned", models.BooleanField(default=False)),
                ("proposed", models.BooleanField(default=False)),
                ("hand_over", models.DateField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["proposed", "next"], name="check_due")],
            },
        ),
        migrations.CreateModel(
            name="Term",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="people.team"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="people.member"
                    ),
                ),
                ("handover", models.PositiveIntegerField()),
                ("state", models.CharField(default="asked", max_length=10)),
                ("note", models.CharField(default="", max_length=400)),
                ("reason", models.CharField(default="", max_length=200)),
                ("asked", models.DateTimeField()),
                ("began", models.DateTimeField(null=True)),
                ("ended", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("team", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "serving")), fields=("team",), name="one_serves"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")), fields=("team",), name="one_is_asked"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Willing",
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
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="willing",
                        to="people.member",
                    ),
                ),
                ("willing", models.BooleanField()),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
