"""Scheme versions as data: dated values, each with its unit and legal reference. See README.md of this module."""

from capaian.governance.schemes.library import Library, available, check_file, load
from capaian.governance.schemes.reading import SchemeErrors, UnknownScheme
from capaian.governance.schemes.scheme import NoSuchValue, Scheme, SchemeValue

__all__ = [
    "Library", "NoSuchValue", "Scheme", "SchemeErrors", "SchemeValue", "UnknownScheme", "available", "check_file", "load",
]
