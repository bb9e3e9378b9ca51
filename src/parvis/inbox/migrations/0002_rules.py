from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0001_initial"),
        ("channels", "0002_rules"),
        ("inbox", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_activity_at__gte", models.F("opened_at"))),
                name="active_since_it_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at", None),
                    ("answered_at__gte", models.F("started_at")),
                    _connector="OR",
                ),
                name="answered_after_its_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at", None),
                        ("open_seconds", None),
                        ("released_at", None),
                        ("wall_seconds", None),
                    ),
                    models.Q(
                        ("open_seconds__isnull", False),
                        ("wall_seconds__isnull", False),
                        models.Q(
                            ("answered_at__isnull", False),
                            ("released_at__isnull", False),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="clocks_stop_with_the_promise",
            ),
        ),
    ]
