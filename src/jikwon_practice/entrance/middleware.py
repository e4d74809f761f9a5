"""Faults that strike whatever is asked: slowness, HTTP 500, lost sessions."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from jikwon_practice import switches
from jikwon_practice.entrance import sessions


class Striking:
    """Stands before everything else; statics are left alone."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the faults strike that are on, then answer."""
        faults = switches.on()
        if request.path.startswith("/static/") or not request.path.startswith(faults.at):
            return self._answer(request)
        if faults.slow_s:
            time.sleep(faults.slow_s)
        if switches.session_is_lost():
            sessions.forget_all()
        if switches.strikes("errors"):
            return render(request, "practice/failed.html", status=500)
        return self._answer(request)
