"""Seeding what a region needs (scenario S4.1): a survey ranks clean water first, and each need leads somewhere or says why not.

The scores, respondents and complaints are fictional; published figures stand beside them as comparison, with their source.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from capaian.governance.models import PerformanceYear
from capaian.people.models import Employee
from capaian.planning.models import EvidenceKind, Need, NeedEvidence, NeedsAnalysis, Objective, ObjectiveNeed, Sector
from capaian.planning.rules.needs import HOUSE_CRITERIA, HOUSE_METHOD

SURVEY = "Survei kebutuhan warga, 384 responden (peragaan)"
CHANNEL = "Kanal pengaduan daerah (peragaan)"
BPS = "BPS, kompilasi indikator kabupaten/kota 2021 (pembanding)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need: scores for urgency, seriousness, growth and reach ("" is not scored yet); `answer` begins an objective's words."""

    sector: str
    statement: str
    scores: str
    evidence: tuple[tuple[str, str, str], ...]
    answer: str = ""
    reason_not: str = ""
    sector_name: str = ""


SOFIFI = (
    Wanted(Sector.INFRASTRUCTURE, "Air minum yang mengalir setiap hari, juga di pulau kecil", "5545", (
        (EvidenceKind.SURVEY, SURVEY, "236 dari 384 responden (61,5 %) menyebut air bersih sebagai kebutuhan pertama."),
        (EvidenceKind.DOCUMENT, BPS,
         "Akses air minum layak: Kota Tidore Kepulauan 98,21 %, Halmahera Timur 65,51 %, Lampung Tengah 78,90 %."),
        (EvidenceKind.COMPLAINT, CHANNEL, "Pengaduan terbanyak tahun lalu: air tidak mengalir lebih dari dua hari."),
    ), answer="Terpenuhinya kebutuhan air bersih"),
    Wanted(Sector.EDUCATION, "Murid pulau kecil lulus dan diajar guru yang cukup", "4443", (
        (EvidenceKind.SURVEY, SURVEY, "148 dari 384 responden (38,5 %) menyebut mutu dan jumlah guru."),
        (EvidenceKind.DOCUMENT, "LPPD Kabupaten Semarang 2019 (pembanding)",
         "Kelulusan SD/MI 100,00 %; partisipasi sekolah 7–12 tahun 99,81 %."),
    ), answer="Meningkatnya mutu lulusan"),
    Wanted(Sector.HEALTH, "Persalinan ditolong tenaga kesehatan di setiap pulau", "4434", (
        (EvidenceKind.SURVEY, SURVEY, "131 dari 384 responden (34,1 %) menyebut layanan ibu hamil."),
        (EvidenceKind.WORKLOAD, "Analisis beban kerja puskesmas (peragaan)",
         "Satu bidan melayani tiga pulau; kunjungan rumah tertunda rata-rata enam hari."),
    ), reason_not="Dinas Kesehatan belum menjadi peserta peragaan ini; sudah dicatat untuk Renstra berikutnya."),
    Wanted(Sector.INFRASTRUCTURE, "Sanitasi layak di permukiman pesisir", "3444", (
        (EvidenceKind.DOCUMENT, BPS, "Akses sanitasi layak: Kota Tidore Kepulauan 90,55 %, Halmahera Selatan 57,97 %."),
    )),
    Wanted(Sector.INFRASTRUCTURE, "Dermaga rakyat yang aman saat musim angin", "3434", (
        (EvidenceKind.COMPLAINT, CHANNEL, "Tujuh laporan dermaga retak dalam setahun."),
    ), reason_not="Kewenangan pemerintah provinsi; usulan sudah diteruskan ke Dinas Perhubungan Provinsi."),
    Wanted(Sector.OTHER, "Cuaca dan harga ikan diketahui nelayan sebelum berangkat", "233", (
        (EvidenceKind.SURVEY, SURVEY, "61 dari 384 responden (15,9 %) menyebut informasi bagi nelayan."),
    ), sector_name="Perikanan"),
)
REGIONS = {"sofifi-kebutuhan": ("Kebutuhan warga menurut survei", SOFIFI)}


def of_region(code: str, year: PerformanceYear, keeper: Employee) -> None:
    """The analysis of a region that has one, in the stated house method."""
    if code not in REGIONS:
        return
    title, wanted = REGIONS[code]
    analysis = NeedsAnalysis.objects.create(
        agency=year.agency, performance_year=year, title=f"{title} {year.year - 1}", method=HOUSE_METHOD,
        criteria=[asdict(one) for one in HOUSE_CRITERIA], made_by_name=keeper.name,
        made_at=datetime(year.year - 1, 10, 20, 3, tzinfo=UTC),
    )
    for one in wanted:
        _need(analysis, one)


def _need(analysis: NeedsAnalysis, wanted: Wanted) -> None:
    scores = {criterion.slug: int(score) for criterion, score in zip(HOUSE_CRITERIA, wanted.scores, strict=False)}
    need = Need.objects.create(
        analysis=analysis, sector=wanted.sector, sector_name=wanted.sector_name, statement=wanted.statement, scores=scores,
        reason_not=wanted.reason_not,
    )
    NeedEvidence.objects.bulk_create(
        NeedEvidence(need=need, kind=kind, source=source, finding=finding) for kind, source, finding in wanted.evidence
    )
    if wanted.answer:
        goals = Objective.objects.filter(
            unit__agency_id=analysis.agency_id, performance_year=analysis.performance_year, statement__startswith=wanted.answer,
        )
        ObjectiveNeed.objects.bulk_create(ObjectiveNeed(objective=goal, need=need) for goal in goals)
