import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [("roles", "0001_initial"), ("roles", "0002_ties_and_decisions")]

    initial = True

    dependencies = [
        ("ledger", "0001_ground"),
        ("people", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Role",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to="people.team"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("purpose", models.CharField(blank=True, max_length=280)),
                ("domains", models.TextField(blank=True, default="")),
                ("accountabilities", models.TextField(blank=True, default="")),
                ("ties", models.TextField(blank=True, default="")),
                ("version", models.PositiveIntegerField(default=1)),
                ("words", models.TextField(default="", editable=False)),
                ("began", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("name", "pk"),
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
                        related_name="role_proposals",
                        to="people.team",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="roles.role",
                    ),
                ),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("ends", models.BooleanField(default=False)),
                ("why", models.CharField(max_length=300)),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_proposals",
                        to="people.member",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("proposed", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("reason", models.CharField(default="", max_length=300)),
                ("settled", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(default="", max_length=80)),
                ("version", models.PositiveIntegerField(null=True)),
                ("decision", models.CharField(default="", max_length=20)),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["stream", "state"], name="role_proposal_open")],
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
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="roles.role"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_terms",
                        to="people.member",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("first", models.DateField()),
                ("last", models.DateField(null=True)),
                ("ended", models.DateField(null=True)),
            ],
            options={
                "ordering": ("role", "first", "pk"),
                "indexes": [models.Index(fields=["role", "first"], name="role_term_first")],
            },
        ),
    ]
