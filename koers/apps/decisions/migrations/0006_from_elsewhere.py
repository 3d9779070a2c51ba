from django.db import migrations, models
from django.utils import timezone


def say_when(apps, schema_editor):
    """Until now a decision was decided when it was sealed; one from minutes holds from the meeting on."""
    decisions = apps.get_model("decisions", "Decision")
    for one in decisions.objects.only("sealed", "method", "in_force").iterator():
        one.decided = one.in_force if one.method == "minutes" else timezone.localdate(one.sealed)
        one.save(update_fields=["decided"])


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0005_ballots"),
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
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["team", "-decided", "-id"], name="decision_log"),
        ),
    ]
