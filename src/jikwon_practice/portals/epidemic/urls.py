"""The portal's addresses."""

from django.urls import URLPattern, path

from jikwon_practice.entrance.views import URLS
from jikwon_practice.portals.epidemic import views

app_name = "epidemic"
urlpatterns: list[URLPattern] = [
    path("", views.home),
    *URLS,
    path("cases", views.cases),
    path("cases/list", views.case_list),
    path("cases/download", views.download),
    path("cases/<str:case_id>", views.case),
    path("cases/<str:case_id>/form", views.form),
    path("cases/<str:case_id>/mark", views.mark),
]
