"""Reading people."""

from capaian.people.queries.identity import actor_for, held_on, lendings_on, post_line
from capaian.people.queries.ledger import (
    appraisees_on,
    appraiser_on,
    appraises_on,
    employed_on,
    named,
    on,
    own_post_on,
    posting_on,
)

__all__ = [
    "actor_for", "appraisees_on", "appraiser_on", "appraises_on", "employed_on", "held_on", "lendings_on", "named", "on",
    "own_post_on", "post_line", "posting_on",
]
