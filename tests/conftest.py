"""What holds for all tests: properties are judged by what comes out, never by how long a busy machine takes."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
