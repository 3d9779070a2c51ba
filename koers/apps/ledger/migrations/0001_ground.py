import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [("ledger", "0001_initial"), ("ledger", "0002_one_installation")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Stream",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="ledger.stream",
                    ),
                ),
                ("head", models.PositiveBigIntegerField(default=0)),
                ("latest", models.DateTimeField(null=True)),
                ("sealed", models.PositiveBigIntegerField(default=0)),
                ("seal", models.CharField(default="", max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "installation")),
                        fields=("kind",),
                        name="one_installation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="ledger.stream",
                    ),
                ),
                ("seq", models.PositiveBigIntegerField()),
                ("deed", models.CharField(max_length=40)),
                ("actor", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=60)),
                ("data", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("key", models.CharField(max_length=64, null=True)),
                ("hash", models.CharField(default="", max_length=64)),
            ],
            options={
                "ordering": ("stream", "seq"),
                "indexes": [models.Index(fields=["subject"], name="entry_subject")],
                "constraints": [
                    models.UniqueConstraint(fields=("stream", "seq"), name="entry_order"),
                    models.UniqueConstraint(fields=("stream", "key"), name="entry_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Salt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="salts", to="ledger.entry"
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("salt", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Reader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readers",
                        to="ledger.stream",
                    ),
                ),
                ("seq", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("name", "stream"), name="reader_once")],
            },
        ),
        migrations.CreateModel(
            name="Link",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="ledger.stream"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("source", models.CharField(max_length=60)),
                ("target", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [models.Index(fields=["target"], name="link_target")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "source", "target"), name="link_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Ask",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="asks", to="ledger.stream"
                    ),
                ),
                ("member", models.PositiveBigIntegerField()),
                ("deed", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=60)),
                ("since", models.DateTimeField()),
                ("due", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["subject"], name="ask_subject")],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "deed", "subject"), name="ask_once")
                ],
            },
        ),
    ]
