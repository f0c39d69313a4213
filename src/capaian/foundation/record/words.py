"""What the record's verbs and subjects are called on a screen. What is not named here is shown as it stands."""

from __future__ import annotations

from capaian.foundation.language import told
from capaian.kernel.words import N_

ACCESS = "access"
"""The group an administrator may read: who may sign in, and as what."""

GROUPS: dict[str, str] = {
    "plan": N_("SKP dan sasaran"), "progress": N_("Progres bulanan"), "feedback": N_("Umpan balik"), "judging": N_("Penilaian"),
    "people": N_("Pegawai, jabatan dan atasan"), "units": N_("Unit dan tim kerja"), "imports": N_("Impor"),
    ACCESS: N_("Akun dan peran"),
    "rules": N_("Periode dan skema"), "record": N_("Catatan dan pekerjaan"),
}

VERBS: dict[str, dict[str, str]] = {
    "plan": {
        "skp.start": N_("SKP dimulai"), "skp.submit": N_("SKP dikirim"), "skp.withdraw": N_("SKP ditarik kembali"),
        "skp.return": N_("SKP dikembalikan"), "skp.agree": N_("SKP disetujui"), "skp.annex": N_("Lampiran SKP diubah"),
        "skp.ask": N_("Pertanyaan tentang SKP diajukan"), "skp.answer": N_("Pertanyaan tentang SKP dijawab"),
        "skp.adjust": N_("SKP disesuaikan penilai"), "skp.reply": N_("Penyesuaian SKP ditanggapi"),
        "skp.accept": N_("Penyesuaian SKP disetujui pegawai"), "skp.take-up": N_("Dialog SKP dibawa ke atasan penilai"),
        "skp.remind": N_("Pengingat SKP dikirim"), "deadline.set": N_("Tenggat perencanaan ditetapkan"),
        "skp.approach": N_("Pendekatan SKP dipilih"), "annex.promise": N_("Janji dukungan dicatat"),
        "skp.expectations": N_("Ekspektasi khusus diubah"), "result.add": N_("Hasil kerja ditambahkan"),
        "result.change": N_("Hasil kerja diubah"), "result.remove": N_("Hasil kerja dihapus"),
        "result.move": N_("Urutan hasil kerja diubah"),
        "skp.version": N_("Versi SKP disimpan"), "skp.amend": N_("SKP diubah bersama"), "skp.end": N_("SKP berakhir"),
        "skp.close": N_("SKP ditutup"), "skp.merge": N_("Perubahan SKP disetujui"),
        "skp.accept-change": N_("Perubahan SKP diterima"), "skp.discard": N_("Perubahan SKP dibatalkan"),
        "amendment.open": N_("Perubahan SKP dimulai"), "skp.ask-clarification": N_("Klarifikasi ulang SKP diminta"),
        "skp.hand-over": N_("Dialog SKP beralih ke pejabat penilai yang baru"),
        "skp.confirm": N_("Penyesuaian SKP diterima pegawai; menunggu pejabat penilai yang baru"),
        "result.let-go": N_("Hasil kerja dilepas untuk dikaitkan ulang"),
        "indicator.add": N_("Indikator ditambahkan"), "indicator.change": N_("Indikator diubah"),
        "indicator.remove": N_("Indikator dihapus"), "objective.add": N_("Sasaran unit ditambahkan"),
        "objective.change": N_("Sasaran unit diubah"), "objective.remove": N_("Sasaran unit dihapus"),
        "matrix.start": N_("Matriks peran dibuat"), "matrix.people": N_("Pegawai ditambahkan ke matriks"),
        "matrix.person-remove": N_("Pegawai dikeluarkan dari matriks"), "matrix.roles": N_("Peran dalam matriks diubah"),
        "matrix.template": N_("Templat peran disimpan"), "matrix.send": N_("Peran dikirim ke SKP"),
        "matrix.settle": N_("Perbedaan dengan matriks diputuskan"),
        "matrix.unsettle": N_("Putusan tentang matriks batal bersama perubahan SKP"),
        "strategy.add": N_("Strategi ditambahkan"),
        "strategy.change": N_("Strategi diubah"), "strategy.remove": N_("Strategi dihapus"),
        "needs.begin": N_("Analisis kebutuhan dibuat"), "needs.change": N_("Metode analisis kebutuhan diubah"),
        "need.add": N_("Kebutuhan ditambahkan"), "need.change": N_("Kebutuhan diubah"), "need.remove": N_("Kebutuhan dihapus"),
        "need.decide": N_("Kebutuhan diputuskan"), "plan.add": N_("Rencana strategis ditambahkan"),
        "plan.change": N_("Rencana strategis diubah"), "plan.remove": N_("Rencana strategis dihapus"),
        "agreement.begin": N_("Perjanjian kinerja dibuat"), "agreement.change": N_("Perjanjian kinerja diubah"),
        "agreement.budget": N_("Anggaran perjanjian kinerja diubah"), "agreement.fix": N_("Perjanjian kinerja ditetapkan"),
        "agreement.reopen": N_("Perjanjian kinerja dibuka kembali"),
        "link.propose": N_("Kaitan hasil kerja diusulkan"), "link.confirm": N_("Kaitan hasil kerja dikonfirmasi"),
        "link.reject": N_("Usulan kaitan ditolak"), "result.link": N_("Hasil kerja dikaitkan dengan hasil kerja pimpinan"),
        "assignment.propose": N_("Penugasan diusulkan"), "assignment.approve": N_("Penugasan disetujui"),
        "assignment.reject": N_("Penugasan tidak disetujui"), "assignment.withdraw": N_("Penugasan ditarik kembali"),
        "assignment.end": N_("Penugasan diakhiri"), "assignment.take": N_("Penugasan dimasukkan ke SKP"),
        "library.add": N_("Indikator kamus ditulis"), "library.change": N_("Indikator kamus diubah"),
        "library.offer": N_("Indikator kamus diajukan"), "library.return": N_("Indikator kamus dikembalikan"),
        "library.approve": N_("Indikator kamus disetujui"), "library.revise": N_("Indikator kamus diperbarui"),
        "library.retire": N_("Indikator kamus dihentikan"), "hint.switch": N_("Petunjuk penulisan diatur"),
        "library.follow": N_("Indikator kinerja utama mengikuti kamus"),
        "hint.exempt": N_("Pengecualian kata mutlak disebut"),
    },
    "progress": {
        "report.open": N_("Laporan bulan dibuka"), "realization.save": N_("Realisasi disimpan"),
        "report.submit": N_("Progres dikirim"),
        "report.withdraw": N_("Progres ditarik kembali"), "report.return": N_("Progres dikembalikan"),
        "report.accept": N_("Progres diterima"),
    },
    "feedback": {"feedback.give": N_("Umpan balik diberikan")},
    "judging": {
        "evaluation.rate": N_("Rating diberikan"), "evaluation.publish": N_("Penilaian diterbitkan"),
        "achievement.set": N_("Capaian organisasi ditetapkan"),
    },
    "people": {
        "ledger.change-appraiser": N_("Pejabat penilai diganti"), "ledger.transfer": N_("Pegawai dimutasi"),
        "ledger.appoint-acting": N_("Plt. atau Plh. ditunjuk"), "ledger.end-acting": N_("Tugas Plt. atau Plh. diakhiri"),
        "ledger.hand-over": N_("Bawahan dialihkan"), "ledger.second": N_("Pegawai ditugaskan di tempat lain"),
        "ledger.circumstance": N_("Keadaan pegawai dicatat"), "ledger.circumstance-end": N_("Keadaan pegawai diakhiri"),
        "ledger.end-employment": N_("Pegawai berhenti"), "ledger.import": N_("Penugasan diimpor"),
        "circumstance.record": N_("Keadaan pegawai dicatat"), "circumstance.end": N_("Keadaan pegawai diakhiri"),
        "posting.begin": N_("Jabatan dimulai"), "posting.end": N_("Jabatan diakhiri"),
        "posting.act": N_("Plt. atau Plh. ditunjuk"),
        "employee.end": N_("Pegawai berhenti"), "employee.import-add": N_("Pegawai diimpor"),
        "correction.send": N_("Koreksi diminta"), "correction.withdraw": N_("Koreksi ditarik kembali"),
        "correction.approve": N_("Koreksi disetujui"), "correction.reject": N_("Koreksi ditolak"),
    },
    "units": {
        "unit.create": N_("Unit dibuat"), "unit.rename": N_("Unit diganti namanya"), "unit.move": N_("Unit dipindahkan"),
        "unit.close": N_("Unit ditutup"), "team.create": N_("Tim kerja dibentuk"), "team.end": N_("Tim kerja dibubarkan"),
        "team.join": N_("Anggota tim masuk"), "team.leave": N_("Anggota tim keluar"),
    },
    "imports": {
        "import.start": N_("Impor dimulai"), "import.present": N_("Impor siap diperiksa"),
        "import.ask": N_("Impor menunggu pemetaan"),
        "import.match": N_("Kolom impor dipetakan"), "import.give-up": N_("Berkas impor tidak terbaca"),
        "import.commit": N_("Impor diterapkan"), "import.finish": N_("Impor selesai"), "import.discard": N_("Impor dibuang"),
    },
    ACCESS: {
        "role.grant": N_("Peran diberikan"), "role.take-back": N_("Peran dicabut"), "delegation.make": N_("Peran dipinjamkan"),
        "delegation.use": N_("Peran pinjaman dipakai"), "delegation.end": N_("Peminjaman peran diakhiri"),
        "account.open": N_("Akun dibuka"), "account.link.make": N_("Tautan akun dibuat"),
        "account.link.revoke": N_("Tautan akun dibatalkan"),
        "account.link.use": N_("Tautan akun dipakai"), "account.password.change": N_("Kata sandi diganti"),
        "account.password.reset": N_("Kata sandi diatur ulang"), "account.app.add": N_("Aplikasi kode ditambahkan"),
        "account.app.remove": N_("Aplikasi kode dihapus"), "account.passkey.add": N_("Kunci sandi ditambahkan"),
        "account.passkey.remove": N_("Kunci sandi dihapus"), "account.provider.connect": N_("Akun dihubungkan dengan penyedia"),
        "account.codes.renew": N_("Kode pemulihan diganti"), "account.email.change": N_("Surel diganti"),
        "account.email.confirm": N_("Surel dipastikan"), "account.email.remove": N_("Surel dihapus"),
        "account.second-factor.clear": N_("Faktor kedua dihapus"), "account.sessions.end": N_("Sesi lain dikeluarkan"),
    },
    "rules": {
        "scheme.adopt": N_("Skema ditetapkan"), "year.open": N_("Tahun kinerja dibuka"),
        "holiday.declare": N_("Hari libur ditetapkan"),
    },
    "record": {
        "record.verify": N_("Catatan diperiksa"), "record.clear": N_("Isi catatan lama dikosongkan"),
        "job.cancel": N_("Pekerjaan dibatalkan"),
        "job.retry": N_("Pekerjaan diulang"), "documents.make": N_("Dokumen satu unit diminta"),
        "agency.seed": N_("Instansi peragaan dibuat"),
        "notices.choose": N_("Pemberitahuan diatur"),
    },
}

SUBJECTS: dict[str, str] = {
    "planning.skp": N_("SKP"), "planning.resultplan": N_("Hasil kerja"), "planning.indicator": N_("Indikator"),
    "planning.rolematrix": N_("Matriks peran"), "planning.matrixrow": N_("Baris matriks peran"),
    "planning.roletemplate": N_("Templat peran"), "planning.strategy": N_("Strategi"),
    "planning.linkproposal": N_("Usulan kaitan"), "planning.assignment": N_("Penugasan"),
    "planning.libraryindicator": N_("Indikator kamus"), "planning.hintswitch": N_("Petunjuk penulisan"),
    "planning.objectiveindicator": N_("Indikator sasaran"), "planning.hintexemption": N_("Pengecualian kata mutlak"),
    "planning.needsanalysis": N_("Analisis kebutuhan"), "planning.need": N_("Kebutuhan"),
    "planning.strategicplan": N_("Rencana strategis"), "planning.performanceagreement": N_("Perjanjian kinerja"),
    "planning.objective": N_("Sasaran unit"), "planning.planningdeadline": N_("Tenggat perencanaan"),
    "progress.monthlyreport": N_("Laporan bulan"),
    "progress.realization": N_("Realisasi"),
    "feedback.feedback": N_("Umpan balik"), "evaluation.evaluation": N_("Penilaian"),
    "evaluation.organisationachievement": N_("Capaian organisasi"), "people.employee": N_("Pegawai"),
    "people.unit": N_("Unit kerja"),
    "people.agency": N_("Instansi"), "people.posting": N_("Jabatan"), "people.reporting": N_("Penugasan penilai"),
    "people.circumstance": N_("Keadaan"), "people.taskteam": N_("Tim kerja"), "people.teammembership": N_("Keanggotaan tim"),
    "people.correction": N_("Koreksi"), "people.importbatch": N_("Impor"), "people.rolegrant": N_("Peran"),
    "people.delegation": N_("Peran pinjaman"), "people.invitation": N_("Tautan akun"), "foundation.user": N_("Akun"),
    "foundation.job": N_("Pekerjaan"), "governance.schemeadoption": N_("Skema"),
    "governance.performanceyear": N_("Tahun kinerja"),
    "governance.holiday": N_("Hari libur"), "foundation.audithead": N_("Catatan"),
}

_labels = {verb: label for verbs in VERBS.values() for verb, label in verbs.items()}


def verb_label(verb: str) -> str:
    """What was done, in words."""
    return told(_labels[verb]) if verb in _labels else verb


def subject_label(subject_type: str) -> str:
    """What it was done to, in words."""
    return told(SUBJECTS[subject_type]) if subject_type in SUBJECTS else subject_type.rpartition(".")[2]
