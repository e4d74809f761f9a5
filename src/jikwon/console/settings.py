"""Django's settings of the console. The records' database is the one database; nothing is fetched from outside."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from jikwon.model import fact

_HERE: Final = __package__
FEATURES: Final = ("home", "runs", "start", "inbox", "outputs", "results", "trail", "robots")
"""The folders of screens, one each."""

IDLE_S: Final = 600
"""Seconds without an act after which a session ends (design C1: 6④, the number is ours)."""
ABSOLUTE_S: Final = 9 * 3600
LOCK_AFTER: Final = 5
LOCK_S: Final = 600


@fact
class Front:
    """Where the console is reached: host names that it answers to, and whether a proxy before it speaks TLS."""

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    is_secure: bool = False


def of(*, secret: str, static: Path, front: Front, extra_apps: Sequence[str] = ()) -> dict[str, Any]:
    """Give the settings beside those of the database."""
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
            *(f"{_HERE}.{each}" for each in FEATURES),
            *extra_apps,
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "csp.middleware.CSPMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            f"{_HERE}.accounts.middleware.Guard",
            f"{_HERE}.shell.middleware.Language",
            "django_htmx.middleware.HtmxMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "axes.middleware.AxesMiddleware",
        ],
        "ROOT_URLCONF": f"{_HERE}.urls",
        "TEMPLATES": [{
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request", f"{_HERE}.shell.context.shell",
                ],
                "builtins": [f"{_HERE}.shell.templatetags.console", "django.templatetags.static"],
            },
        }],
        "AUTH_USER_MODEL": "accounts.Account",
        "AUTHENTICATION_BACKENDS": ["axes.backends.AxesStandaloneBackend", f"{_HERE}.accounts.backend.ByName"],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{each}"}
            for each in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator",
                         "UserAttributeSimilarityValidator")
        ],
        "AXES_LOCKOUT_PARAMETERS": ["username"],  # by address one person's typos would lock out a whole office
        "AXES_FAILURE_LIMIT": LOCK_AFTER,
        "AXES_COOLOFF_TIME": LOCK_S / 3600,
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_LOCKOUT_TEMPLATE": "accounts/locked.html",
        "AXES_VERBOSE": False,
        "AXES_ENABLE_ACCESS_FAILURE_LOG": False,
        "LOGIN_URL": "login",
        "SECRET_KEY": secret,
        "ALLOWED_HOSTS": list(front.hosts),
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "STATIC_URL": "/static/",
        "STATIC_ROOT": str(static),
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
        },
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "SESSION_COOKIE_NAME": "jikwon_session",
        "SESSION_COOKIE_AGE": ABSOLUTE_S,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_SECURE": front.is_secure,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_NAME": "jikwon_csrf",
        "CSRF_COOKIE_SECURE": front.is_secure,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_FAILURE_VIEW": f"{_HERE}.shell.views.forged",
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if front.is_secure else None,
        "SECURE_HSTS_SECONDS": 31_536_000 if front.is_secure else 0,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": {
            "default-src": ["'self'"], "img-src": ["'self'", "data:"], "object-src": ["'none'"],
            "base-uri": ["'none'"], "form-action": ["'self'"], "frame-ancestors": ["'none'"],
        }},
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 5_000_000,
        "FILE_UPLOAD_PERMISSIONS": 0o600,
        "LANGUAGE_CODE": "ko",
        "USE_I18N": False,
        "LOGGING_CONFIG": None,
    }
