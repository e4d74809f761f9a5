"""Addresses of this screen."""

from django.urls import path

from jikwon.console.results import study, views

urlpatterns = [
    path("results", views.results, name="results"),
    path("results/study", study.studies, name="studies"),
    path("results/study/<slug:slug>", study.of_process, name="study"),
    path("results/study/<slug:slug>/<int:number>/remove", study.remove, name="study-remove"),
]
