"""Addresses of this screen."""

from django.urls import path

from jikwon.console.robots import views

urlpatterns = [
    path("robots", views.robots, name="robots"),
    path("robots/now", views.now, name="robots-now"),
    path("robots/<str:worker>/drain", views.drain, name="robot-drain"),
]
