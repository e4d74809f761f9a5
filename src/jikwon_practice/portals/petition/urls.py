"""The system's addresses."""

from django.urls import URLPattern, path

from jikwon_practice.entrance.views import URLS
from jikwon_practice.portals.petition import views

app_name = "petition"
urlpatterns: list[URLPattern] = [
    path("", views.home),
    *URLS,
    path("petitions", views.petitions),
    path("petitions/list", views.petition_list),
    path("petitions/download", views.download),
]
