from __future__ import annotations

import pytest

from capaian.foundation.devices import device, short_address

ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1"


@pytest.mark.parametrize(("agent", "words"), [
    (ANDROID, "Chrome di Android"), (EDGE, "Edge di Windows"), (IPHONE, "Safari di iPhone"), ("Firefox/130", "Firefox"),
    ("curl on Linux", "Linux"), ("", "Peramban tidak dikenal"),
])
def test_a_device_is_called_as_its_owner_calls_it(agent, words):
    assert device(agent) == words


@pytest.mark.parametrize(("address", "short"), [
    ("103.28.12.7", "103.28.x.x"), ("2001:db8:1::1", "2001:0db8:x"), ("kantor", ""),
])
def test_an_address_is_shortened(address, short):
    assert short_address(address) == short
