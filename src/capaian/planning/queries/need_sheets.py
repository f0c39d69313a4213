"""A sheet of needs held against an analysis: what each row would do, without doing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from capaian.foundation.models import StoredFile
from capaian.planning.models import NeedsAnalysis
from capaian.planning.queries.needs import criteria_of, sector_label, weighed_needs
from capaian.planning.queries.sheets import sheet_of
from capaian.planning.rules.need_sheet import EVIDENCE, KnownNeed, NeedRow, judge_needs, need_fields, plain_words, read_need


def judged_needs(analysis: NeedsAnalysis, stored: StoredFile) -> list[NeedRow]:
    """Every row of the file with its outcome. Raises InvalidInput for a file that cannot be used as a whole."""
    criteria = criteria_of(analysis)
    given = sheet_of(stored, lambda _headings: need_fields(criteria))
    rows = [read_need(number, cells, criteria) for number, cells in given.rows()]
    return judge_needs(rows, known_needs(analysis))


def known_needs(analysis: NeedsAnalysis) -> dict[str, KnownNeed]:
    """The needs of an analysis by their plain words."""
    return {
        plain_words(need.statement): KnownNeed(
            need.sector, need.sector_name, need.scores,
            frozenset((one.kind, one.source, one.finding) for one in need.evidence.all()),
        )
        for need in (one.need for one in weighed_needs(analysis).placed)
    }


def need_rows(analysis: NeedsAnalysis) -> Iterator[Sequence[str]]:
    """The needs as a sheet that can be brought in again unchanged, highest rank first."""
    criteria = criteria_of(analysis)
    for placed in weighed_needs(analysis).placed:
        need = placed.need
        first = next(iter(need.evidence.all()), None)
        proof = [EVIDENCE[first.kind][0].capitalize(), first.source, first.finding] if first else ["", "", ""]
        scores = [str(need.scores.get(one.slug) or "") for one in criteria]
        yield [" ".join(need.statement.split()), sector_label(need), *scores, *proof]
