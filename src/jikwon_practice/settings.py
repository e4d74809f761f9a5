"""Django's settings of the practice office: a site of its own, apart from Jikwon's records."""

from pathlib import Path
from typing import Any, Final

from jikwon_practice import portals

_HERE: Final = __package__
DATABASE: Final = "office.sqlite"
MAILBOX: Final = "mailbox"
"""Where the office's mail server keeps its record."""
_SQLITE: Final = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL"


def of(folder: Path, *, port: int, secret: str) -> dict[str, Any]:
    """Give the settings of an office that keeps its data in `folder` and listens on `port`.

    Cookies carry the port in their names: browsers do not keep the cookies of two ports apart.
    """
    return {
        "INSTALLED_APPS": [
            "django.contrib.sessions",
            "django.contrib.staticfiles",
            f"{_HERE}.entrance",
            *(f"{_HERE}.portals.{name}" for name in portals.NAMES),
        ],
        "MIDDLEWARE": [
            f"{_HERE}.entrance.middleware.Striking",
            "django.middleware.common.CommonMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        "ROOT_URLCONF": f"{_HERE}.urls",
        "TEMPLATES": [{
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request"],
                "builtins": [f"{_HERE}.entrance.templatetags.wording", "django.templatetags.static"],
            },
        }],
        "DATABASES": {"default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / DATABASE),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE},
        }},
        "PRACTICE_MAILS": folder / MAILBOX / "mails",
        "PASSWORD_HASHERS": [f"{_HERE}.entrance.hashers.Quick"],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "SECRET_KEY": secret,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost"],
        "APPEND_SLASH": False,
        "STATIC_URL": "/static/",
        "X_FRAME_OPTIONS": "SAMEORIGIN",  # the detail stands in a frame of our own
        "SESSION_COOKIE_NAME": f"practice_{port}",
        "CSRF_COOKIE_NAME": f"practice_csrf_{port}",
        "LANGUAGE_CODE": "ko",
        "TIME_ZONE": "Asia/Seoul",
        "USE_TZ": True,
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"stderr": {"class": "logging.StreamHandler", "level": "ERROR"}},
            "root": {"handlers": ["stderr"]},
        },
    }  # fmt: skip
