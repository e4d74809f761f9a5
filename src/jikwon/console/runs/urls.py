"""Addresses of this screen."""

from django.urls import URLPattern, path

from jikwon.console.runs import orders, views

urlpatterns: list[URLPattern] = [
    path("runs", views.every, name="runs"),
    path("runs/cancel", orders.cancel_many, name="runs-cancel"),
    path("runs/<str:run>", views.one, name="run"),
    path("runs/<str:run>/progress", views.progress, name="run-progress"),
    path("runs/<str:run>/items", views.items, name="run-items"),
    path("runs/<str:run>/approve", orders.approve, name="run-approve"),
    path("runs/<str:run>/pause", orders.pause, name="run-pause"),
    path("runs/<str:run>/cancel", orders.cancel, name="run-cancel"),
    path("runs/<str:run>/urgency", orders.urgency, name="run-urgency"),
    path("runs/<str:run>/resume", orders.resume, name="run-resume"),
]
