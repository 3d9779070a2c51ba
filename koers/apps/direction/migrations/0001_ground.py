import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [
        ("direction", "0001_initial"),
        ("direction", "0002_levels_and_interests"),
        ("direction", "0003_level_in_matrix"),
    ]

    initial = True

    dependencies = [
        ("authority", "0001_ground"),
        ("ledger", "0001_ground"),
        ("people", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
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
                        related_name="documents",
                        to="people.team",
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(default="", max_length=120)),
                ("text", models.TextField(default="")),
                ("version", models.PositiveIntegerField(default=0)),
                ("adopted", models.DateTimeField(null=True)),
                ("review_on", models.DateField(null=True)),
                ("looked", models.DateField(null=True)),
                ("looked_word", models.CharField(default="", max_length=300)),
                ("ended", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("kind", "title", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "agreement"), _negated=True),
                        fields=("team", "kind"),
                        name="one_document_of_a_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="people.team"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="direction.document",
                    ),
                ),
                ("beside", models.PositiveIntegerField(default=0)),
                ("before_title", models.CharField(default="", max_length=120)),
                ("before", models.TextField(default="")),
                ("title", models.CharField(default="", max_length=120)),
                ("text", models.TextField(default="")),
                ("review_on", models.DateField(null=True)),
                ("ends", models.BooleanField(default=False)),
                ("why", models.CharField(max_length=300)),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("proposed", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=10)),
                ("decision", models.CharField(default="", max_length=20)),
                ("reason", models.CharField(default="", max_length=300)),
                ("settled", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(default="", max_length=80)),
                ("version", models.PositiveIntegerField(null=True)),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["stream", "state"], name="document_draft_open")],
            },
        ),
        migrations.CreateModel(
            name="Interest",
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
                        related_name="interests",
                        to="people.team",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="people.member",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("what", models.CharField(max_length=160)),
                ("where", models.CharField(max_length=120)),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("noted", models.DateTimeField()),
            ],
            options={
                "ordering": ("team__name", "name", "pk"),
                "indexes": [models.Index(fields=["member"], name="interest_of")],
            },
        ),
        migrations.CreateModel(
            name="LevelRound",
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
                        related_name="level_rounds",
                        to="people.team",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("question", models.CharField(max_length=160)),
                ("stage", models.CharField(default="picking", max_length=20)),
                ("lap", models.PositiveSmallIntegerField(default=1)),
                ("level", models.PositiveSmallIntegerField(null=True)),
                (
                    "row",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="level_rounds",
                        to="authority.matrixrow",
                    ),
                ),
                ("opened", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("reason", models.CharField(default="", max_length=300)),
            ],
            options={
                "ordering": ("team", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("team", "number"), name="level_round_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)), fields=("team",), name="one_level_round_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelPick",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="picks",
                        to="direction.levelround",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("lap", models.PositiveSmallIntegerField()),
                ("level", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ("member__number", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("round", "member", "lap"), name="one_pick_each_lap")
                ],
            },
        ),
        migrations.CreateModel(
            name="NotDoing",
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
                        related_name="not_doing",
                        to="people.team",
                    ),
                ),
                ("text", models.CharField(max_length=120)),
                ("why", models.CharField(max_length=300)),
                ("year", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(default="", max_length=300)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Priority",
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
                        related_name="priorities",
                        to="people.team",
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("seen_by", models.CharField(default="", max_length=280)),
                ("name", models.CharField(max_length=80)),
                ("began", models.DateTimeField()),
                ("state", models.CharField(default="standing", max_length=10)),
                ("ended", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(default="", max_length=80)),
                ("word", models.CharField(default="", max_length=400)),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["stream", "state"], name="priority_standing")],
            },
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="direction.priority",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("going", models.CharField(max_length=20)),
                ("word", models.CharField(default="", max_length=280)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="SentenceRound",
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
                        related_name="sentence_rounds",
                        to="people.team",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("stage", models.CharField(default="writing", max_length=20)),
                ("opened", models.DateTimeField()),
                ("shown", models.DateTimeField(null=True)),
                ("ended", models.DateTimeField(null=True)),
                ("merged", models.CharField(default="", max_length=280)),
                ("merged_by", models.CharField(default="", max_length=80)),
                ("version", models.PositiveIntegerField(default=0)),
                ("reason", models.CharField(default="", max_length=300)),
            ],
            options={
                "ordering": ("team", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("team", "number"), name="sentence_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)), fields=("team",), name="one_sentence_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sentence",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sentences",
                        to="direction.sentenceround",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("text", models.CharField(max_length=280)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("member__number", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("round", "member"), name="one_sentence_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="Carry",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carries",
                        to="direction.sentenceround",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("version", models.PositiveIntegerField()),
                ("carries", models.BooleanField()),
                ("word", models.CharField(default="", max_length=300)),
            ],
            options={
                "ordering": ("member__number", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("round", "member", "version"), name="carry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Yardstick",
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
                        related_name="yardsticks",
                        to="people.team",
                    ),
                ),
                ("kinds", models.JSONField(default=list)),
                ("why", models.CharField(max_length=300)),
                ("name", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
    ]
