"""A promise whose end has moved is warned of again."""

from django.db import migrations, models

FILL = """
UPDATE inbox_promisewarning SET due_at = promise.due_at
FROM inbox_promise promise WHERE promise.id = promise_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0009_quiet_messages_by_reason"),
    ]

    operations = [
        migrations.RemoveConstraint("promisewarning", "warned_once"),
        migrations.AddField("promisewarning", "due_at", models.DateTimeField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("promisewarning", "due_at", models.DateTimeField()),
        migrations.AddConstraint(
            "promisewarning",
            models.UniqueConstraint(
                fields=("promise", "browser", "due_at"), name="warned_once_of_a_moment"
            ),
        ),
    ]
