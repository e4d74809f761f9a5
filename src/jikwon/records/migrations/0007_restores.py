from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0006_workers")]

    operations = [
        migrations.CreateModel(
            name="Restore",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("taken_at", models.FloatField()),
                ("restored_at", models.FloatField()),
            ],
            options={"db_table": "restores"},
        ),
    ]
