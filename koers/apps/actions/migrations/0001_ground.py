import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Development versions made the same tables step by step.
    replaces = [
        ("actions", "0001_initial"),
        ("actions", "0002_action_indexes"),
        ("actions", "0003_following"),
        ("actions", "0004_from_which_scan"),
    ]

    initial = True

    dependencies = [
        ("ledger", "0001_ground"),
        ("people", "0001_ground"),
        ("scans", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="people.team"
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="people.member",
                    ),
                ),
                ("due", models.DateField()),
                ("agreed", models.DateTimeField()),
                (
                    "scan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="scans.round",
                    ),
                ),
                ("progress", models.CharField(default="", max_length=20)),
                ("progress_word", models.CharField(default="", max_length=300)),
                ("first_due", models.DateField(null=True)),
                ("put_off_word", models.CharField(default="", max_length=300)),
                ("outcome", models.CharField(default="", max_length=20)),
                ("effect", models.CharField(default="", max_length=20)),
                ("word", models.CharField(default="", max_length=300)),
                ("reported", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("due", "pk"),
                "indexes": [
                    models.Index(fields=["stream", "outcome", "due"], name="action_open"),
                    models.Index(fields=["stream", "due"], name="action_due"),
                ],
            },
        ),
    ]
