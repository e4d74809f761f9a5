"""All addresses: those of accounts and the frame, and those of each screen's folder."""

from importlib import import_module

from django.urls import URLPattern, path

from jikwon.console import settings
from jikwon.console.accounts import views as accounts
from jikwon.console.shell import health
from jikwon.console.shell import views as shell

urlpatterns: list[URLPattern] = [
    path("login", accounts.come_in, name="login"),
    path("first", accounts.first_account, name="first"),
    path("second", accounts.second_factor, name="second"),
    path("second/new", accounts.second_set_up, name="second-set-up"),
    path("logout", accounts.go_out, name="logout"),
    path("password", accounts.password, name="password"),
    path("profile", accounts.profile, name="profile"),
    path("session", accounts.time_left, name="alive"),
    path("session/extend", accounts.extend, name="extend"),
    path("help", shell.help_, name="help"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
]
for _screen in settings.SCREENS:
    urlpatterns += import_module(f"{__package__}.{_screen}.urls").urlpatterns

handler400 = "jikwon.console.shell.views.bad"
handler403 = "jikwon.console.shell.views.forbidden"
handler404 = "jikwon.console.shell.views.missing"
handler500 = "jikwon.console.shell.views.broken"
