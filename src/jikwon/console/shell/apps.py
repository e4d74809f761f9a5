"""The app's name."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Tell Django where templates and static files of the frame are."""

    name = "jikwon.console.shell"
    label = "shell"
