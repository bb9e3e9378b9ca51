from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0001_foundation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["ends_at"], name="tally_by_end")],
            },
        ),
    ]
