"""The app's name."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tell Django where the accounts are."""

    name = "jikwon.console.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
