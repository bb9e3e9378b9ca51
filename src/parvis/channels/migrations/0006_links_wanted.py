"""What a visitor wants mailed: kept with their question, done when it is read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0005_ancestors"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkWanted",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("visitor", models.CharField(max_length=64)),
                ("address", models.EmailField(max_length=320)),
                ("language", models.CharField(max_length=12)),
                ("page", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links_wanted",
                        to="channels.account",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "visitor"), name="one_link_a_visitor"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), _negated=True),
                            models.Q(("page", ""), _negated=True),
                        ),
                        name="a_link_goes_from_a_page_to_an_address",
                    ),
                ],
            },
        ),
    ]
