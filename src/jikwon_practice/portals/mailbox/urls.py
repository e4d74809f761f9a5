"""The mailbox's addresses."""

from django.urls import URLPattern, path

from jikwon_practice.entrance.views import URLS
from jikwon_practice.portals.mailbox import views

app_name = "mailbox"
urlpatterns: list[URLPattern] = [
    path("", views.home),
    *URLS,
    path("mails", views.mails),
    path("mails/<int:number>", views.mail),
    path("mails/<int:number>/files/<int:place>", views.file),
]
