"""Addresses of this screen."""

from django.urls import path

from jikwon.console.home import views

urlpatterns = [path("", views.today, name="home")]
