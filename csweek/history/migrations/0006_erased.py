"""Of whoever is erased, PostgreSQL lets the history forget what it said of them."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION history_is_append_only() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL
       AND (to_jsonb(NEW) - 'by_id') = (to_jsonb(OLD) - 'by_id') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND current_setting('csweek.erasing', true) = 'yes'
       AND (to_jsonb(NEW) - 'changes' - 'reason' - 'subject_name')
         = (to_jsonb(OLD) - 'changes' - 'reason' - 'subject_name') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'History is never changed.';
END;
$$ LANGUAGE plpgsql;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION history_is_append_only() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL
       AND (to_jsonb(NEW) - 'by_id') = (to_jsonb(OLD) - 'by_id') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'History is never changed.';
END;
$$ LANGUAGE plpgsql;
"""


def open_to_erasing(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(GUARD, params=None)


def as_before(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BEFORE, params=None)


class Migration(migrations.Migration):
    dependencies = [("history", "0005_verbs_of_taking_part")]
    operations = [migrations.RunPython(open_to_erasing, as_before)]
