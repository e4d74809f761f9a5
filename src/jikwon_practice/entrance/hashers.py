"""How passwords are kept: as Django keeps them, with less work, for these protect nobody."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Quick(PBKDF2PasswordHasher):
    """Takes a few milliseconds instead of half a second, in which a sign-in would hold up the others."""

    algorithm = "practice_pbkdf2"
    iterations = 5_000
