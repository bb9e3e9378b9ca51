"""Definitions, version 3: an answer that was returned is none. Everything is read again."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0002_heard_of_person"),
    ]

    operations = [
        migrations.RunSQL("UPDATE insight_reading SET again_from = 0", migrations.RunSQL.noop),
    ]
