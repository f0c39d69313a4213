"""Posts that every region has, and the ranks they carry."""

from __future__ import annotations

from capaian.web.demonstration.shapes import Measure, Post, Result

III_AB = ("Penata Muda (III/a)", "Penata Muda Tingkat I (III/b)")
III_CD = ("Penata (III/c)", "Penata Tingkat I (III/d)")
II_CD = ("Pengatur (II/c)", "Pengatur Tingkat I (II/d)")
IV_AB = ("Pembina (IV/a)", "Pembina Tingkat I (IV/b)")
IV_C = ("Pembina Utama Muda (IV/c)",)

SKM = "Rumus dan ambang PermenPANRB 14/2017; besaran seperti laporan survei konter layanan yang terbit (IKM 91,48)"


def _share_met(objective: str) -> Measure:
    return Measure("quality", f"Persentase target “{objective}” yang tercapai", "90", "%", start="70")


def office_head(title: str, *objectives: str) -> Post:
    """The head of an office: one result per objective, all measured by the office's own share of targets met."""
    return Post(title, "jpt", IV_C, tuple(
        Result(statement, (_share_met(statement),), parent=number)
        for number, statement in enumerate(objectives, start=1)
    ))


ADMINISTRATION = Post("Pengadministrasi Perkantoran", "executor", II_CD, (
    Result("Surat dan berkas layanan tersedia tepat waktu dan mudah ditemukan", (
        Measure("time", "Rata-rata waktu penyelesaian surat keluar", "1", "hari", high="2", polarity="lower", start="3", places=1),
        Measure("quality", "Persentase berkas yang lengkap saat diperiksa", "90", "%", high="95", start="80"),
    ), parent=2),
    Result("Data kepegawaian unit termutakhirkan", (
        Measure("quantity", "Jumlah berkas pegawai dimutakhirkan", "24", "berkas", measurement="cumulative"),
    ), parent=2, kind="additional"),
))
