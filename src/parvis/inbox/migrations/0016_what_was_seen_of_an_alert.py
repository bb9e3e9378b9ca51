from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q


def seen_as_they_are(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """What they were when they were seen is not known any more: no more than they are now."""
    apps.get_model("inbox", "Alert").objects.filter(state="seen").update(
        seen_hours=F("hours"), seen_count=F("count"), seen_expected=F("expected")
    )


class Migration(migrations.Migration):
    dependencies = [("inbox", "0015_words_of_before")]

    operations = [
        migrations.AddField(
            "alert", "seen_count", models.PositiveIntegerField(blank=True, null=True)
        ),
        migrations.AddField("alert", "seen_expected", models.FloatField(blank=True, null=True)),
        migrations.AddField(
            "alert", "seen_hours", models.PositiveSmallIntegerField(blank=True, null=True)
        ),
        migrations.RunPython(seen_as_they_are, migrations.RunPython.noop),
        migrations.AddConstraint(
            "alert",
            models.CheckConstraint(
                condition=~Q(state="seen")
                | Q(seen_hours__gt=0, seen_count__isnull=False, seen_expected__isnull=False),
                name="what_was_seen_had_figures",
            ),
        ),
    ]
