"""The portal's addresses."""

from django.urls import URLPattern, path

from jikwon_practice.entrance.views import URLS
from jikwon_practice.portals.quarantine import views

app_name = "quarantine"
urlpatterns: list[URLPattern] = [
    path("", views.home),
    *URLS,
    path("answers", views.answers),
    path("answers/list", views.answer_list),
    path("answers/download", views.download),
    path("register/download", views.register),
]
