from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0001_what_is_heard"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="heard",
            index=models.Index(fields=["person_id", "asked_at"], name="heard_of_person"),
        ),
    ]
