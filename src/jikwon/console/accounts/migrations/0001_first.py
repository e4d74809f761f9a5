"""Accounts of people."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("name", models.CharField(max_length=60, unique=True)),
                ("shown", models.CharField(max_length=60)),
                ("department", models.CharField(blank=True, max_length=60)),
                ("roles", models.CharField(max_length=120)),
                ("language", models.CharField(default="ko", max_length=2)),
                ("contrast", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("must_change", models.BooleanField(default=False)),
                ("secret", models.BinaryField(default=b"")),
                ("last_code", models.BigIntegerField(default=0)),
                ("generation", models.IntegerField(default=0)),
            ],
            options={"db_table": "accounts"},
        ),
    ]
