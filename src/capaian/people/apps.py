from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "capaian.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from capaian.foundation.files import register_reader  # noqa: PLC0415 - models are known only now
        from capaian.foundation.jobs.clock import register_zones  # noqa: PLC0415
        from capaian.foundation.notices.addresses import register_addresses  # noqa: PLC0415
        from capaian.foundation.record.own_data import register_own_data  # noqa: PLC0415
        from capaian.foundation.record.queries import register_finder  # noqa: PLC0415
        from capaian.people.queries.addresses import addresses_of, zone_of  # noqa: PLC0415
        from capaian.people.queries.corrections import may_read_proof  # noqa: PLC0415
        from capaian.people.queries.own_data import held_by_people  # noqa: PLC0415
        from capaian.people.queries.recording import people_named  # noqa: PLC0415

        register_addresses(addresses_of)
        register_zones(zone_of)
        register_finder(people_named)
        register_own_data(held_by_people)
        register_reader(may_read_proof)
