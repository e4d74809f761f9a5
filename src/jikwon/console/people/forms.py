"""What the IT officer types of a person."""

from django import forms

from jikwon.console.accounts.forms import NAME
from jikwon.console.shell import words
from jikwon.trust.rights import Role


class Roles(forms.MultipleChoiceField):
    """The roles, in the words of the reader."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(choices=lambda: [(each.value, words.say("roles", each.value)) for each in Role])


class Change(forms.Form):
    """What may change of an account."""

    roles = Roles()
    is_active = forms.BooleanField(required=False)


class New(forms.Form):
    """A new account."""

    name = forms.RegexField(rf"^{NAME.pattern}$", max_length=60)
    shown = forms.CharField(max_length=60)
    department = forms.CharField(max_length=60, required=False)
    roles = Roles()
