"""When a change of people asks something of an agreed SKP."""

from __future__ import annotations

from capaian.people.rules.ledger import Row

OF_DAYS = 31
"""An acting appraiser for fewer days than this stands in; nothing is clarified anew."""

ACTING, SERVED_AS_PLT = "acting", "served-as-plt"


def asks_clarification(named: Row, agreed_with: int) -> bool:
    """II.C.7: after a change of appraiser the employee sets and clarifies the expectation with the new one.

    Kebijakan Capaian: not with a Plt. or Plh. of less than 31 days, nor where the employee's own service as Plt. elsewhere
    names another appraiser for that time (IV.A.5).
    """
    if named.who == agreed_with or named.basis == SERVED_AS_PLT:
        return False
    if named.basis == ACTING and named.end is not None:
        return (named.end - named.start).days + 1 >= OF_DAYS
    return True
