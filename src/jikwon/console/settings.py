"""Django's settings of the console. The records' database is the one database; nothing is fetched from outside."""

from collections.abc import Sequence
from typing import Any, Final

from jikwon.trust.settings import Console

_HERE: Final = __package__
SCREENS: Final = ("home", "start", "runs", "inbox", "outputs", "schedules", "results", "robots", "people", "trail")
"""The folders of screens, one each."""

IDLE_S: Final = 600
"""Seconds without an act after which a session ends."""
ABSOLUTE_S: Final = 9 * 3600
LOCK_AFTER: Final = 5
LOCK_S: Final = 600
LARGEST_UPLOAD: Final = 100_000_000
"""Bytes of all files that one request may bring."""


def of(*, secret: str, console: Console, extra_apps: Sequence[str] = ()) -> dict[str, Any]:
    """Give the settings beside those of the database."""
    return {
        **_parts(extra_apps),
        **_login(),
        **_guarding(console),
        "SECRET_KEY": secret,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", *console.hosts],
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "STATIC_URL": "/static/",
        "WHITENOISE_USE_FINDERS": True,  # the files lie in the package: nothing to collect
        "WHITENOISE_AUTOREFRESH": False,
        "FILE_UPLOAD_HANDLERS": [f"{_HERE}.start.uploads.Bounded"],
        "FILE_UPLOAD_PERMISSIONS": 0o600,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 5_000_000,
        "LANGUAGE_CODE": "ko",
        "USE_I18N": False,  # our sentences are our own; language is the person's, not the browser's
        "LOGGING_CONFIG": None,
    }  # fmt: skip


def _parts(extra_apps: Sequence[str]) -> dict[str, Any]:
    return {
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.staticfiles",
            "axes",
            "csp",
            "django_htmx",
            f"{_HERE}.accounts",
            f"{_HERE}.shell",
            *(f"{_HERE}.{each}" for each in SCREENS),
            *extra_apps,
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            f"{_HERE}.start.uploads.Tidy",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "csp.middleware.CSPMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            f"{_HERE}.shell.middleware.Language",
            f"{_HERE}.shell.middleware.Sorry",
            f"{_HERE}.accounts.middleware.Guard",
            "django_htmx.middleware.HtmxMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "axes.middleware.AxesMiddleware",
        ],
        "ROOT_URLCONF": f"{_HERE}.urls",
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request", f"{_HERE}.shell.context.shell",
                    ],
                    "builtins": [f"{_HERE}.shell.templatetags.console", "django.templatetags.static"],
                },
            }
        ],
    }  # fmt: skip


def _login() -> dict[str, Any]:
    validators = (
        "MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator",
        "UserAttributeSimilarityValidator",
    )  # fmt: skip
    return {
        "AUTH_USER_MODEL": "accounts.Account",
        "AUTHENTICATION_BACKENDS": ["axes.backends.AxesStandaloneBackend", f"{_HERE}.accounts.backend.ByName"],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{each}"} for each in validators
        ],
        "AXES_LOCKOUT_PARAMETERS": ["username"],  # by address one person's typos would lock out a whole office
        "AXES_FAILURE_LIMIT": LOCK_AFTER,
        "AXES_COOLOFF_TIME": LOCK_S / 3600,
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_LOCKOUT_TEMPLATE": "accounts/locked.html",
        "AXES_VERBOSE": False,
        "AXES_ENABLE_ACCESS_FAILURE_LOG": False,
        "LOGIN_URL": "login",
    }


def _guarding(console: Console) -> dict[str, Any]:
    return {
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "SESSION_COOKIE_NAME": "jikwon_session",
        "SESSION_COOKIE_AGE": ABSOLUTE_S,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_SECURE": console.is_secure,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_NAME": "jikwon_csrf",
        "CSRF_COOKIE_SECURE": console.is_secure,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_FAILURE_VIEW": f"{_HERE}.shell.views.forged",
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if console.is_behind_proxy else None,
        "SECURE_HSTS_SECONDS": 31_536_000 if console.is_secure else 0,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": ["'self'"],
                "img-src": ["'self'", "data:"],
                "object-src": ["'none'"],
                "base-uri": ["'none'"],
                "form-action": ["'self'"],
                "frame-ancestors": ["'none'"],
            }
        },
    }
