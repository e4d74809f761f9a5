"""Addresses of this screen."""

from django.urls import path

from jikwon.console.robots import maintenance, views

urlpatterns = [
    path("robots", views.robots, name="robots"),
    path("robots/now", views.now, name="robots-now"),
    path("robots/maintenance", maintenance.begin, name="maintenance"),
    path("robots/maintenance/end", maintenance.end, name="maintenance-end"),
    path("robots/<str:worker>/drain", views.drain, name="robot-drain"),
]
