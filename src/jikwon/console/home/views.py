"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jikwon.console.access import for_everyone


@for_everyone
def today(request: HttpRequest) -> HttpResponse:
    """Say what waits, what runs, and what has ended."""
    return render(request, "home/today.html")
