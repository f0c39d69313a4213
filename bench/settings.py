"""The product's settings, with the bare page beside it."""

from pathlib import Path

from capaian.config.settings.local import *  # noqa: F403
from capaian.config.settings.local import TEMPLATES

ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["testserver"]
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]
SECOND_FACTOR_FORCED = False  # the bench signs in without one
