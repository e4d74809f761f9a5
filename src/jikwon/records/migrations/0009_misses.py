"""Which machines could not reach what a lane of acts needs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0008_late_items")]

    operations = [
        migrations.CreateModel(
            name="Miss",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lane", models.IntegerField()),
                ("place", models.TextField()),
                ("host", models.TextField()),
                ("error", models.TextField()),
                ("at", models.FloatField()),
                ("rests_until", models.FloatField()),
                (
                    "run",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="records.run"),
                ),
            ],
            options={"db_table": "misses"},
        ),
        migrations.AddConstraint(
            model_name="miss",
            constraint=models.UniqueConstraint(fields=("run", "lane", "place"), name="misses_one"),
        ),
    ]
