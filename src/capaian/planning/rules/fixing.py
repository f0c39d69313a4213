"""Who fixes whose SKP: the table of Annex II.C.1-3, from the kind of agency and the kind of post alone."""

from __future__ import annotations

from enum import StrEnum

from capaian.kernel.words import N_


class Fixer(StrEnum):
    """Who approves and fixes. In most rows that is the appraiser."""

    APPRAISER = "appraiser"
    HEAD_OF_REGION = "head-of-region"
    HEAD_OF_REGION_OR_BODY = "head-of-region-or-body"
    MINISTER_OR_COORDINATOR = "minister-or-coordinator"
    COORDINATING_MINISTER = "coordinating-minister"
    HEAD_OF_AGENCY = "head-of-agency"
    SENIOR_OFFICIAL = "senior-official"
    BY_RANK = "by-rank"


WORDS = {
    Fixer.APPRAISER: N_("Pejabat penilai kinerja"),
    Fixer.HEAD_OF_REGION: N_("Kepala daerah"),
    Fixer.HEAD_OF_REGION_OR_BODY: N_("Kepala daerah atau pimpinan perangkat daerah yang mengoordinasikan"),
    Fixer.MINISTER_OR_COORDINATOR: N_("Menteri atau pejabat pimpinan tinggi yang mengoordinasikan"),
    Fixer.COORDINATING_MINISTER: N_("Menteri yang mengoordinasikan"),
    Fixer.HEAD_OF_AGENCY: N_("Pimpinan instansi pemerintah"),
    Fixer.SENIOR_OFFICIAL: N_("Pejabat pimpinan tinggi madya"),
    Fixer.BY_RANK: N_(
        "Menteri yang mengoordinasikan (JPT utama), pimpinan instansi (JPT madya) atau JPT madya (JPT pratama)"
    ),
}

_HEADS_OF_REGION = ("gubernur", "bupati", "wali kota", "walikota")
_ARTICLES = {
    Fixer.APPRAISER: "PermenPANRB 6/2022, Lampiran II.C.1",
    Fixer.HEAD_OF_REGION: "PermenPANRB 6/2022, Lampiran II.C.3.a",
    Fixer.HEAD_OF_REGION_OR_BODY: "PermenPANRB 6/2022, Lampiran II.C.3.b",
    Fixer.MINISTER_OR_COORDINATOR: "PermenPANRB 6/2022, Lampiran II.C.2.d",
    Fixer.COORDINATING_MINISTER: "PermenPANRB 6/2022, Lampiran II.C.2.a",
    Fixer.HEAD_OF_AGENCY: "PermenPANRB 6/2022, Lampiran II.C.2.b",
    Fixer.SENIOR_OFFICIAL: "PermenPANRB 6/2022, Lampiran II.C.2.c",
    Fixer.BY_RANK: "PermenPANRB 6/2022, Lampiran II.C.2.a-c",
}

_BY_A_HIGH_SUPERIOR = (Fixer.SENIOR_OFFICIAL, Fixer.HEAD_OF_REGION_OR_BODY, Fixer.MINISTER_OR_COORDINATOR)
_CENTRAL_RANKS = {
    "utama": Fixer.COORDINATING_MINISTER, "madya": Fixer.HEAD_OF_AGENCY, "pratama": Fixer.SENIOR_OFFICIAL,
}


def who_fixes(*, sphere: str, group: str, rank: str = "") -> Fixer:
    """II.C.1-3: who approves and fixes the SKP of a post. `rank` (utama, madya, pratama) tells the rows of high officials
    of the centre apart; where it is not known, all three are named rather than one guessed."""
    if group == "jpt":
        return Fixer.HEAD_OF_REGION if sphere == "regional" else _CENTRAL_RANKS.get(rank, Fixer.BY_RANK)
    if group == "unit-head":
        return Fixer.HEAD_OF_REGION_OR_BODY if sphere == "regional" else Fixer.MINISTER_OR_COORDINATOR
    return Fixer.APPRAISER


def heads_region(title: str) -> bool:
    """II.C.3 (kepala daerah): whether a post is a governor's, regent's or mayor's, by its title."""
    return title.strip().lower().startswith(_HEADS_OF_REGION)


def heads_institution(*, sphere: str, top: bool, leads: bool, title: str) -> bool:
    """II.C.2-3 (pimpinan instansi pemerintah, kepala daerah): whether a post heads the whole institution: it leads the unit at
    the top and, in a region, is the governor's, regent's or mayor's own; the secretary of a region leads its offices."""
    return top and leads and (sphere == "central" or heads_region(title))


def rank_below(*, superior_group: str, superior_heads_agency: bool) -> str:
    """II.C.2.b-c, from the superior's side, because no ledger keeps the rank of a high official of the centre: below the head
    of the agency madya, below another high official pratama; "" where the superior is neither."""
    if superior_heads_agency:
        return "madya"
    return "pratama" if superior_group == "jpt" else ""


def is_fixed_by_superior(fixer: Fixer, superior_group: str) -> bool:
    """II.C.1, II.C.2.c-d, II.C.3.b: whether who fixes is the superior that the dialogue is held with: the appraiser; of
    directors and of heads of independent units, the high official (of a region: the head of the office) above them."""
    return fixer is Fixer.APPRAISER or (superior_group == "jpt" and fixer in _BY_A_HIGH_SUPERIOR)


def article_of(fixer: Fixer) -> str:
    """II.C.1-3: the row of the table."""
    return _ARTICLES[fixer]
