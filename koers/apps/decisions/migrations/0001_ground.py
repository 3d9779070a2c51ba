import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The words of a decision, in Dutch and in English at once: one decision may hold both, and nobody is asked in which
# they look. The minutes that it stands in are words of it too.
SOURCE = "coalesce(record #>> '{minutes,title}', '')"
POSTGRESQL = f"""
ALTER TABLE decisions_decision ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('dutch'::regconfig, title), 'A')
    || setweight(to_tsvector('english'::regconfig, title), 'A')
    || to_tsvector('dutch'::regconfig, text) || to_tsvector('english'::regconfig, text)
    || to_tsvector('dutch'::regconfig, {SOURCE}) || to_tsvector('english'::regconfig, {SOURCE})
) STORED;
CREATE INDEX decision_words ON decisions_decision USING GIN (words);
"""
# SQLite keeps them beside the decisions, by triggers: whichever way a row comes in, its words are there.
# Whoever lets Django build this table anew must put the triggers back; tests/web/test_log.py says so.
TABLE = """CREATE VIRTUAL TABLE decision_words USING fts5 (
    title, text, source, tokenize = "unicode61 remove_diacritics 2", prefix = '4 6'
)"""
COME = """CREATE TRIGGER decision_words_come AFTER INSERT ON decisions_decision BEGIN
    INSERT INTO decision_words (rowid, title, text, source) VALUES
    (new.id, new.title, new.text, coalesce(json_extract(new.record, '$.minutes.title'), ''));
END"""
CHANGE = """CREATE TRIGGER decision_words_change AFTER UPDATE OF title, text, record ON decisions_decision BEGIN
    UPDATE decision_words SET title = new.title, text = new.text,
    source = coalesce(json_extract(new.record, '$.minutes.title'), '') WHERE rowid = new.id;
END"""
GO = """CREATE TRIGGER decision_words_go AFTER DELETE ON decisions_decision BEGIN
    DELETE FROM decision_words WHERE rowid = old.id;
END"""


def keep_words(apps, schema_editor):
    """PostgreSQL keeps the words of a row itself; SQLite has a table for them."""
    own = {"postgresql": (POSTGRESQL,), "sqlite": (TABLE, COME, CHANGE, GO)}
    for sql in own[schema_editor.connection.vendor]:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [
        ("decisions", "0001_initial"),
        ("decisions", "0002_about"),
        ("decisions", "0003_log"),
        ("decisions", "0004_one_decides"),
        ("decisions", "0005_ballots"),
        ("decisions", "0006_outside_and_handovers"),
        ("decisions", "0007_log_at_size"),
        ("decisions", "0008_from_elsewhere"),
    ]

    initial = True

    dependencies = [
        ("ledger", "0001_ground"),
        ("people", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Process",
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
                        related_name="processes",
                        to="people.team",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("method", models.CharField(max_length=20)),
                ("method_because", models.CharField(default="", max_length=300)),
                ("about", models.CharField(default="", max_length=60)),
                ("stage", models.CharField(default="draft", max_length=20)),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("terms", models.JSONField(default=dict)),
                ("plan", models.JSONField(default=dict)),
                ("drafted", models.DateTimeField()),
                ("opened", models.DateTimeField(null=True)),
                ("opens", models.DateTimeField(null=True)),
                ("closes", models.DateTimeField(null=True)),
                ("over_at", models.DateTimeField(null=True)),
                ("zone", models.CharField(default="Europe/Amsterdam", max_length=60)),
                ("off", models.JSONField(default=list)),
                ("paused", models.PositiveSmallIntegerField(default=0)),
                ("extended", models.BooleanField(default=False)),
                ("full", models.BooleanField(default=False)),
                ("sitting", models.PositiveSmallIntegerField(default=1)),
                ("standing", models.JSONField(default=list)),
                ("sittings", models.JSONField(default=list)),
                ("recusals", models.JSONField(default=list)),
                ("weighings", models.JSONField(default=list)),
                ("outside", models.JSONField(default=list)),
                ("handovers", models.JSONField(default=list)),
                ("rounds", models.PositiveSmallIntegerField(default=0)),
                ("shorter", models.BooleanField(default=False)),
                ("lot", models.CharField(default="", max_length=64)),
                ("ballots", models.JSONField(null=True)),
                ("proposed", models.JSONField(default=list)),
                ("declined", models.JSONField(default=list)),
                ("outcome", models.JSONField(null=True)),
                ("ended", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("team", "number"),
                "indexes": [
                    models.Index(fields=["stage", "over_at"], name="process_over"),
                    models.Index(fields=["stream", "stage"], name="process_stage"),
                ],
                "constraints": [models.UniqueConstraint(fields=("team", "number"), name="process_number")],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                        related_name="decisions",
                        to="people.team",
                    ),
                ),
                (
                    "process",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="decisions.process",
                    ),
                ),
                ("number", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("method", models.CharField(max_length=20)),
                ("record", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                ("priority", models.CharField(default="", max_length=120)),
                ("sealed", models.DateTimeField()),
                ("in_force", models.DateField()),
                ("ends", models.DateField(null=True)),
                ("review_on", models.DateField(null=True)),
                ("decided", models.DateField()),
                ("source_key", models.CharField(default="", max_length=64)),
                ("change", models.CharField(default="", max_length=12)),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="decisions.decision",
                    ),
                ),
                ("new_information", models.CharField(default="", max_length=500)),
                ("flagged", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("team", "sealed", "pk"),
                "indexes": [
                    models.Index(fields=["stream", "review_on"], name="decision_review"),
                    models.Index(fields=["stream", "-decided", "-id"], name="decision_log"),
                    models.Index(fields=["stream", "priority", "owner", "decided"], name="decision_choices"),
                    models.Index(
                        condition=models.Q(("replaces__isnull", False)),
                        fields=["replaces"],
                        name="decision_replaced",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("team", "number"), name="decision_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("source_key", ""), _negated=True),
                        fields=("team", "source_key"),
                        name="decision_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Audience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audiences",
                        to="decisions.decision",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "teller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("channel", models.CharField(default="", max_length=80)),
                ("purpose", models.CharField(default="", max_length=80)),
                ("due", models.DateField()),
                ("told", models.DateTimeField(null=True)),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
            ],
            options={
                "ordering": ("due", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message",
                        to="decisions.decision",
                    ),
                ),
                ("text", models.CharField(max_length=280)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="decisions.process",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("role", models.CharField(default="", max_length=80)),
                ("criteria", models.JSONField(default=list)),
                ("text", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                ("version", models.PositiveSmallIntegerField()),
                ("tests", models.JSONField(default=dict)),
                ("finding", models.CharField(default="", max_length=20)),
                (
                    "tester",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                ("reason", models.CharField(default="", max_length=500)),
                ("amendment", models.PositiveSmallIntegerField(null=True)),
                ("met_objector", models.BooleanField(default=False)),
                ("met_proposer", models.BooleanField(default=False)),
                ("concern", models.BooleanField(default=False)),
                ("aside", models.JSONField(default=list)),
                ("set_aside", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("number",),
                "constraints": [models.UniqueConstraint(fields=("process", "number"), name="objection_once")],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="decisions.process",
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                ("answer", models.CharField(default="", max_length=1000)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                ("answered", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "reaction")),
                        fields=("process", "member"),
                        name="react_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responses",
                        to="decisions.process",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("choice", models.CharField(max_length=40)),
                ("reason", models.CharField(default="", max_length=500)),
                ("at", models.DateTimeField()),
                ("version", models.PositiveSmallIntegerField()),
                ("sitting", models.PositiveSmallIntegerField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                ("how", models.CharField(default="", max_length=80)),
                ("confirms", models.BooleanField(default=False)),
                ("values", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="decisions.decision",
                    ),
                ),
                ("verdict", models.CharField(max_length=10)),
                ("came", models.CharField(max_length=10)),
                ("word", models.CharField(default="", max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("next_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="SavedView",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to="people.member",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("wanted", models.JSONField(default=dict)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="decisions.process",
                    ),
                ),
                ("seq", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("options", models.JSONField(default=list)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("material", models.BooleanField(default=True)),
                (
                    "called_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
            ],
            options={
                "ordering": ("seq",),
                "constraints": [models.UniqueConstraint(fields=("process", "seq"), name="version_once")],
            },
        ),
        migrations.CreateModel(
            name="Voter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voters",
                        to="decisions.process",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("why", models.CharField(default="member", max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                ("status", models.CharField(default="in", max_length=10)),
                ("since", models.DateTimeField(null=True)),
                ("reason", models.CharField(default="", max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                ("away", models.CharField(default="", max_length=20)),
                ("part", models.CharField(default="", max_length=10)),
                (
                    "named_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.member",
                    ),
                ),
                ("reminded", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("place",),
                "constraints": [models.UniqueConstraint(fields=("process", "member"), name="voter_once")],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="decisions.decision",
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.member"
                    ),
                ),
                ("text", models.CharField(default="", max_length=500)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "kind", "member"), name="mark_once")
                ],
            },
        ),
        migrations.RunPython(keep_words, migrations.RunPython.noop),
    ]
