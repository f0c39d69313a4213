"""The five demonstration regions."""

from capaian.web.demonstration.regions import (
    jambi_kinerja,
    lampung_capaian,
    rakumpit_capaian,
    sofifi_capaian,
    sofifi_kebutuhan,
)

REGIONS = (
    sofifi_capaian.REGION, jambi_kinerja.REGION, lampung_capaian.REGION, rakumpit_capaian.REGION, sofifi_kebutuhan.REGION,
)
