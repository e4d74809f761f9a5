"""Addresses of this screen."""

from django.urls import URLPattern, path

from jikwon.console.outputs import opinions, views

urlpatterns: list[URLPattern] = [
    path("runs/<str:run>/outputs", views.outputs, name="outputs"),
    path("runs/<str:run>/outputs/<int:number>", views.download, name="download"),
    path("runs/<str:run>/proof", views.proof, name="proof"),
    path("runs/<str:run>/captures/<int:number>", views.capture, name="capture"),
    path("runs/<str:run>/evidence.<str:kind>", views.evidence, name="evidence"),
    path("runs/<str:run>/opinion", opinions.opinion, name="opinion"),
    path("wishes", opinions.wishes, name="wishes"),
]
