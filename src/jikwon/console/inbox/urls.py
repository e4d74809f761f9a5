"""Addresses of this screen."""

from django.urls import path

from jikwon.console.inbox import passing, views

urlpatterns = [
    path("inbox", views.inbox, name="inbox"),
    path("inbox/together", views.together, name="inbox-together"),
    path("inbox/go-on/<str:run>", views.go_on, name="inbox-go-on"),
    path("inbox/<str:question>", views.case, name="case"),
    path("inbox/<str:question>/take", passing.take, name="case-take"),
    path("inbox/<str:question>/forward", passing.forward, name="case-forward"),
    path("inbox/<str:question>/hold", passing.hold, name="case-hold"),
    path("inbox/<str:question>/release", passing.release, name="case-release"),
    path("inbox/<str:question>/draft", passing.draft, name="case-draft"),
    path("inbox/<str:question>/picture/<int:number>", views.picture, name="case-picture"),
]
