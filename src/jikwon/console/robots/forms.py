"""What the IT officer types of robots."""

from django import forms


class Maintenance(forms.Form):
    """Why no robot is to begin anything."""

    reason = forms.CharField(max_length=200)
