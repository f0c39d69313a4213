from __future__ import annotations

import json
import pickle
from decimal import Decimal

from capaian.kernel.words import N_, Saying, listed, say


def test_a_mark_changes_nothing():
    assert N_("Belum ada") == "Belum ada"


def test_a_saying_is_indonesian_text_that_remembers_its_pattern():
    said = say("%(who)s: lebih %(n)s orang (%(points)s poin)", who=say("Baik"), n=2, points=Decimal("12.50"))
    assert said == "Baik: lebih 2 orang (12,50 poin)"
    assert (said.pattern, set(said.values)) == ("%(who)s: lebih %(n)s orang (%(points)s poin)", {"who", "n", "points"})


def test_without_values_a_percent_sign_is_a_percent_sign():
    assert (say("100 % tercapai"), say("%(n)s %%", n=70)) == ("100 % tercapai", "70 %")


def test_words_in_a_row():
    assert (listed(" dan/atau ", ["Baik"]), listed(" dan/atau ", ["Baik", "Kurang"])) == ("Baik", "Baik dan/atau Kurang")


def test_outside_of_a_screen_it_is_text_like_any_other():
    said = say("%(n)s orang", n=3)
    assert json.loads(json.dumps({"reason": said})) == {"reason": "3 orang"}
    assert pickle.loads(pickle.dumps(said)).values == {"n": 3}
    assert isinstance(said, Saying)
