"""What the hot pages weigh on the wire, in bytes and not in time.

Chromium counts what it received (`Network.loadingFinished`, headers included). Nothing stands between it and the views, so
this is what our own responses weigh as served everywhere: the stylesheet and the script brotli-compressed by the asset view,
the page itself as the compression middleware of the settings leaves it. A repeat visit may take the assets from the cache.
"""

from __future__ import annotations

import pytest

KB = 1024


@pytest.fixture
def scales(page_at, sign_in):
    """`scales(person, password)` weighs pages as that person: bytes of a first and of a repeat visit."""

    def stand(person, password: str):
        page = page_at(390)
        sign_in(page, person, password)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        received: list[float] = []
        wire.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))

        def visit(path: str, *, fresh: bool) -> float:
            wire.send("Network.setCacheDisabled", {"cacheDisabled": fresh})
            received.clear()
            page.goto(path, wait_until="networkidle")
            return sum(received)

        return lambda path: (visit(path, fresh=True), visit(path, fresh=False))

    return stand


def test_home_month_and_a_team_of_twenty_are_light(story, scales):
    region = story("sofifi-capaian", 390)
    weigh_as_employee = scales(region.employee, region.desk.password)
    weigh_as_appraiser = scales(region.appraiser, region.desk.password)
    weights = {
        "home": weigh_as_employee("/"), "month": weigh_as_employee("/progress/"), "team grid": weigh_as_appraiser("/team/"),
    }
    too_heavy = {page: (first, again) for page, (first, again) in weights.items() if first > 100 * KB or again > 15 * KB}
    assert too_heavy == {}
