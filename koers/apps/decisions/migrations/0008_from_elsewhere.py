from importlib import import_module

from django.db import migrations, models
from django.utils import timezone

# SQLite makes this table anew for what is altered below, and drops the triggers on it with the old one.
before = import_module("koers.apps.decisions.migrations.0007_log_at_size")


def say_when(apps, schema_editor):
    """Until now a decision was decided when it was sealed; one from minutes holds from the meeting on."""
    decisions = apps.get_model("decisions", "Decision")
    for one in decisions.objects.only("sealed", "method", "in_force").iterator():
        one.decided = one.in_force if one.method == "minutes" else timezone.localdate(one.sealed)
        one.save(update_fields=["decided"])


def put_back(apps, schema_editor):
    """The words of a decision are kept as before."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("come", "change", "go"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS decision_words_{name}")
        for sql in (before.COME, before.CHANGE, before.GO):
            schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0007_log_at_size"),
    ]

    operations = [
        migrations.AddField(model_name="decision", name="decided", field=models.DateField(null=True)),
        migrations.RunPython(say_when, migrations.RunPython.noop),
        migrations.AlterField(model_name="decision", name="decided", field=models.DateField()),
        migrations.AlterField(model_name="decision", name="review_on", field=models.DateField(null=True)),
        migrations.AddField(
            model_name="decision",
            name="source_key",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_key", ""), _negated=True),
                fields=("team", "source_key"),
                name="decision_source",
            ),
        ),
        migrations.RemoveIndex(model_name="decision", name="decision_log"),
        migrations.RemoveIndex(model_name="decision", name="decision_choices"),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["stream", "-decided", "-id"], name="decision_log"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["stream", "priority", "owner", "decided"], name="decision_choices"),
        ),
        migrations.RunPython(put_back, migrations.RunPython.noop),
    ]
