import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("inbox", "0016_what_was_seen_of_an_alert")]

    operations = [
        migrations.AddField(
            "alert",
            "grown_from",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="grew_into",
                to="inbox.alert",
            ),
        ),
        migrations.AddConstraint(
            "alert",
            models.CheckConstraint(
                condition=Q(grown_from=None) | Q(grown_from__lt=F("id")),
                name="it_grew_from_an_alert_before",
            ),
        ),
    ]
