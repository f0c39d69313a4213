from __future__ import annotations

import pytest

from capaian.foundation.sealing import Unreadable, seal, unseal


def test_what_is_sealed_opens_with_the_key_of_then_and_no_other(settings):
    sealed = seal("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DP" not in sealed
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key"
    with pytest.raises(Unreadable):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"
