"""The settings of `capaian …` on one machine."""

from capaian.config.settings.base import *  # noqa: F403
