"""Addresses of this screen."""

from django.urls import path

from jikwon.console.schedules import views

urlpatterns = [
    path("schedules", views.all_, name="schedules"),
    path("schedules/new", views.new, name="schedule-new"),
    path("schedules/<str:name>/pause", views.pause, name="schedule-pause"),
    path("schedules/<str:name>/remove", views.remove, name="schedule-remove"),
]
