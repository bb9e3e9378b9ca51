"""A correction that opened a resolved case remembers it, so that it can be put back."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0010_warned_of_a_moment"),
    ]

    operations = [
        migrations.AddField(
            "correction",
            "took_back",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="inbox.resolution",
            ),
        ),
        migrations.AddConstraint(
            "correction",
            models.CheckConstraint(
                condition=Q(took_back=None) | Q(calls_for_answer=True),
                name="only_a_call_for_an_answer_reopens",
            ),
        ),
    ]
