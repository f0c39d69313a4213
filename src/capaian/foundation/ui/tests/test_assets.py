"""The bundle: one stylesheet, one script, addressed by content, kept for a year, small."""

from __future__ import annotations

import gzip
import re

import brotli
import pytest

from capaian.foundation.ui import assets
from capaian.foundation.ui.component import one_of  # noqa: F401 - the library must import without a request

KB = 1024


@pytest.fixture(autouse=True)
def database(db):
    """Pages behind the middleware may look for a session."""


@pytest.mark.parametrize("name", sorted(assets.SOURCES))
def test_an_asset_may_be_kept_for_a_year_at_its_own_address(client, name):
    response = client.get(f"/assets/{assets.address(name)}", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (response["Content-Encoding"], response["Vary"]) == ("br", "Accept-Encoding")
    assert brotli.decompress(response.content) == assets.built(name).plain


def test_other_encodings(client):
    address = f"/assets/{assets.address('ui.css')}"
    zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert (zipped["Content-Encoding"], gzip.decompress(zipped.content)) == ("gzip", assets.built("ui.css").plain)
    plain = client.get(address)
    assert plain.content == assets.built("ui.css").plain
    assert "Content-Encoding" not in plain.headers


def test_an_outdated_address_gets_todays_content_but_may_not_be_kept(client):
    response = client.get("/assets/ui-0000000000000000.css")
    assert (response.status_code, response["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize("path", ["ui.css", "ui-0000000000000000.txt", "secret-0000000000000000.css", "ui-xyz.css"])
def test_nothing_else_is_served(client, path):
    assert client.get(f"/assets/{path}").status_code == 404


def test_the_bundle_is_light():
    assert len(assets.built("ui.css").brotli) <= 10 * KB
    assert len(assets.built("ui.js").brotli) <= 25 * KB


def test_the_stylesheet_has_its_layers_in_order_and_balanced_braces():
    css = assets.built("ui.css").plain.decode()
    assert css.startswith("@layer reset, tokens, base, layout, components, utilities, print;")
    assert css.count("{") == css.count("}")


def test_every_colour_is_a_token():
    """Only tokens.css and print.css name colours, so that light and dark never drift apart."""
    files = [*(assets.HERE / "components").glob("*/*.css"), *(assets.HERE / "styles").glob("*.css")]
    loose = {
        file.name for file in files
        if file.name not in {"tokens.css", "print.css"} and re.search(r"#[0-9a-f]{3,8}\b|rgb\(", file.read_text())
    }
    assert loose == set()


def test_every_template_is_free_of_inline_style_and_script():
    """What the Content-Security-Policy would refuse anyway is refused here, by file."""
    source = assets.HERE.parents[1]
    inline = re.compile(r'<style|\sstyle="|\son\w+="|<script(?![^>]*\ssrc=)|javascript:')
    assert [file.name for file in source.rglob("*.html") if inline.search(file.read_text())] == []


def test_a_saved_file_shows_on_the_next_reload_while_developing(settings):
    settings.DEBUG = True
    assert assets.address("ui.css") == assets.built("ui.css").address
