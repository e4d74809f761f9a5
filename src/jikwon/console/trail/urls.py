"""Addresses of this screen."""

from django.urls import path

from jikwon.console.trail import views

urlpatterns = [
    path("trail", views.trail, name="trail"),
    path("trail/check", views.check, name="trail-check"),
    path("trail.csv", views.table, name="trail-csv"),
]
