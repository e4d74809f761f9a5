"""Addresses of this screen."""

from django.urls import path

from jikwon.console.start import views

urlpatterns = [
    path("start", views.choose, name="start"),
    path("start/<slug:slug>", views.hand_over, name="start-process"),
    path("start/<slug:slug>/practice", views.practise, name="start-practice"),
    path("start/<slug:slug>/template/<slug:name>", views.template, name="template"),
]
