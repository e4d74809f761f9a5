"""Addresses of this screen."""

from django.urls import path

from jikwon.console.people import views

urlpatterns = [
    path("people", views.everybody, name="people"),
    path("people/<str:name>", views.person, name="person"),
    path("people/<str:name>/password", views.password, name="person-password"),
    path("people/<str:name>/second", views.second_factor, name="person-second"),
    path("people/<str:name>/unlock", views.unlock, name="person-unlock"),
]
