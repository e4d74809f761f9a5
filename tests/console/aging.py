"""Let so many seconds pass for every session; a program of its own, as people.py is.

Usage: aging.py seen|came SECONDS
"""

import sys


def age(what: str, seconds: float) -> None:
    """Move the moment of the last act (`seen`) or of the login (`came`) into the past."""
    from jikwon.console.serving import opened

    opened()
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    for row in Session.objects.all():
        session = SessionStore(session_key=row.session_key)
        if what in session:
            session[what] = session[what] - seconds
            session.save()


if __name__ == "__main__":
    age(sys.argv[1], float(sys.argv[2]))
