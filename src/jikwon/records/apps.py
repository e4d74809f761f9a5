"""The Django app's name."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Tell Django where the records' models and migrations are."""

    name = "jikwon.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
