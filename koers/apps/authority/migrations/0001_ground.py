import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [("authority", "0001_initial"), ("authority", "0002_proposals")]

    initial = True

    dependencies = [
        ("ledger", "0001_ground"),
        ("people", "0001_ground"),
        ("roles", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mandate",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="people.team"
                    ),
                ),
                ("domain", models.CharField(max_length=60)),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("level", models.PositiveSmallIntegerField()),
                ("amount", models.BigIntegerField(null=True)),
                ("months", models.PositiveSmallIntegerField(null=True)),
                ("irreversible", models.BooleanField(default=False)),
                ("conditions", models.CharField(blank=True, default="", max_length=300)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("review", models.DateField(null=True)),
                ("ended", models.DateField(null=True)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates_given",
                        to="people.member",
                    ),
                ),
                ("giver_name", models.CharField(max_length=80)),
                (
                    "from_role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates_given",
                        to="roles.role",
                    ),
                ),
                (
                    "to_role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="roles.role",
                    ),
                ),
                (
                    "to_member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="people.member",
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("to_name", models.CharField(max_length=80)),
                ("because", models.CharField(max_length=300)),
                ("decision", models.CharField(default="", max_length=20)),
            ],
            options={
                "ordering": ("until", "pk"),
                "indexes": [models.Index(fields=["stream", "until"], name="mandate_until")],
            },
        ),
        migrations.CreateModel(
            name="MandateWord",
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
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="authority.mandate",
                    ),
                ),
                ("deed", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
                ("because", models.CharField(max_length=300)),
                ("until", models.DateField(null=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="MatrixRow",
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
                        related_name="matrix_rows",
                        to="people.team",
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("domain", models.CharField(blank=True, default="", max_length=60)),
                ("method", models.CharField(max_length=20)),
                ("who", models.CharField(max_length=20)),
                ("days", models.PositiveSmallIntegerField()),
                ("yardstick", models.BooleanField()),
                ("level", models.PositiveSmallIntegerField()),
                ("since", models.DateTimeField()),
                ("because", models.CharField(max_length=300)),
                ("by", models.CharField(max_length=80)),
                ("decision", models.CharField(default="", max_length=20)),
                ("came_from", models.CharField(default="", max_length=60)),
                ("ended", models.DateTimeField(null=True)),
                ("dropped_because", models.CharField(default="", max_length=300)),
                ("dropped_by", models.CharField(default="", max_length=80)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)),
                        fields=("team", "kind", "domain"),
                        name="one_row_each",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                        related_name="authority_proposals",
                        to="people.team",
                    ),
                ),
                ("what", models.CharField(max_length=10)),
                ("says", models.JSONField()),
                (
                    "to_role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roles.role",
                    ),
                ),
                (
                    "to_member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("to_name", models.CharField(default="", max_length=80)),
                ("why", models.CharField(max_length=300)),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authority_proposals",
                        to="people.member",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("proposed", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("settled", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(default="", max_length=80)),
                ("reason", models.CharField(default="", max_length=300)),
                ("decision", models.CharField(default="", max_length=20)),
                (
                    "row",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="authority.matrixrow",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="authority.mandate",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["stream", "state"], name="authority_proposal_open")],
            },
        ),
    ]
