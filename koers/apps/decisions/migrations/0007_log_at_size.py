from django.db import migrations, models

# The minutes that a decision stands in are words of it too.
SOURCE = "coalesce(record #>> '{minutes,title}', '')"
WORDS = f"""
ALTER TABLE decisions_decision DROP COLUMN words;
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
FILL = """INSERT INTO decision_words (rowid, title, text, source)
SELECT id, title, text, coalesce(json_extract(record, '$.minutes.title'), '') FROM decisions_decision"""
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


def take_up(apps, schema_editor):
    """Every decision anew, also those from minutes, which weren't there."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(WORDS)
        return
    for sql in ("DROP TABLE decision_words", TABLE, FILL, COME, CHANGE, GO):
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_outside_and_handovers")]

    operations = [
        migrations.RemoveIndex(model_name="decision", name="decision_log"),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["stream", "-sealed", "-id"], name="decision_log"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["stream", "priority", "owner", "sealed", "in_force"], name="decision_choices"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("replaces__isnull", False)), fields=["replaces"], name="decision_replaced"
            ),
        ),
        migrations.RunPython(take_up, migrations.RunPython.noop),
    ]
