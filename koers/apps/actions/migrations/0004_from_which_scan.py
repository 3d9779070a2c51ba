from django.db import migrations


def find_the_scan(apps, schema_editor):
    """The lineage knows which scan an action came from."""
    links = apps.get_model("ledger", "Link").objects.filter(kind="came_from", target__startswith="action:")
    action = apps.get_model("actions", "Action").objects
    for source, target in links.filter(source__startswith="round:").values_list("source", "target"):
        action.filter(pk=target.split(":")[1]).update(scan=source.split(":")[1])


class Migration(migrations.Migration):
    # Apart from the field: PostgreSQL gives a column its index only when no row of it waits to be checked.
    dependencies = [
        ("actions", "0003_following"),
        ("ledger", "0002_one_installation"),
    ]

    operations = [
        migrations.RunPython(find_the_scan, migrations.RunPython.noop),
    ]
