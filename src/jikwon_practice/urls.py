"""Every portal under its own name, and the statics of all."""

from django.contrib.staticfiles.views import serve
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path

from jikwon_practice import portals


def doors(request: HttpRequest) -> HttpResponse:
    """List the portals."""
    return render(request, "practice/doors.html", {"portals": portals.NAMES})


urlpatterns: list[URLPattern | URLResolver] = [
    path("", doors),
    path("static/<path:path>", serve, {"insecure": True}),  # "insecure" is Django's word for "without DEBUG"
    *(path(f"{name}/", include(f"{portals.__name__}.{name}.urls")) for name in portals.NAMES),
]
