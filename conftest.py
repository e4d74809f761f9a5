"""What all tests share: examples are judged by what they show, never by how long a busy machine takes for them."""

from hypothesis import settings

settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")
