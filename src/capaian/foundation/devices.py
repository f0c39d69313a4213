"""Where somebody is signed in, so that the person recognises it and nobody else learns much from it."""

from __future__ import annotations

import ipaddress

from django.utils.translation import gettext as _

# The first word that is found wins: Edge also calls itself Chrome, and Chrome calls itself Safari.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """`Chrome di Android`; what is not known is called so."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s di %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Peramban tidak dikenal")


def short_address(address: str) -> str:
    """The first half of a network address: enough to tell the office from elsewhere, too little to find a person."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if found.version == 4:
        return ".".join(str(found).split(".")[:2]) + ".x.x"
    return ":".join(found.exploded.split(":")[:2]) + ":x"
