"""What people type to come in."""

import re
from typing import Final

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from jikwon.trust.rights import Role

NAME: Final = re.compile(r"[0-9a-z][0-9a-z._-]{1,59}")
"""What an account may be called."""


class Login(forms.Form):
    """Name and password."""

    name = forms.CharField(max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}))
    password = forms.CharField(
        max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class Code(forms.Form):
    """A code of the second factor; it may be pasted with blanks."""

    code = forms.CharField(
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


class NewPassword(forms.Form):
    """A new password, twice."""

    new = forms.CharField(
        max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, object]:
        """Hold the two against each other, and the first against what is too easily guessed."""
        given: dict[str, str] = self.cleaned_data
        if given.get("new") != given.get("again"):
            self.add_error("again", "password-differs")
            return dict(given)
        try:
            validate_password(given.get("new", ""))
        except ValidationError as error:
            self.add_error("new", [f"password-{each}" for each in _codes(error)])
        return dict(given)


class Person(forms.Form):
    """A new account, or one that changes."""

    name = forms.RegexField(rf"^{NAME.pattern}$", max_length=60)
    shown = forms.CharField(max_length=60)
    department = forms.CharField(max_length=60, required=False)
    roles = forms.MultipleChoiceField(
        choices=[(each.value, each.value) for each in Role], widget=forms.CheckboxSelectMultiple
    )


def _codes(error: ValidationError) -> list[str]:
    return [str(each.code) for each in error.error_list]
