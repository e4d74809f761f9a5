"""What is typed at the door."""

from typing import Any

from django import forms


class SignIn(forms.Form):
    """Account and password."""

    account = forms.CharField(max_length=40, error_messages={"required": "아이디를 입력하십시오."})
    password = forms.CharField(max_length=100, strip=False, error_messages={"required": "비밀번호를 입력하십시오."})


class Code(forms.Form):
    """The six digits of the second step."""

    code = forms.RegexField(
        r"^\d{6}$", error_messages={"required": "인증번호를 입력하십시오.", "invalid": "인증번호는 숫자 6자리입니다."}
    )


def first_error(form: Any) -> str:  # noqa: ANN401 - any form
    """Give the first thing that is wrong with a form."""
    return next(str(message) for messages in form.errors.values() for message in messages)
