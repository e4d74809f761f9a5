"""The few items about which `deliver` decided, found without reading all others: counting reads indexes alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0007_restores")]

    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index("run", "state", "late_state", condition=~models.Q(late_state=""), name="items_late"),
        ),
    ]
