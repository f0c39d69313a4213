from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "capaian.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from capaian.foundation import calendar, policy  # noqa: PLC0415 - models are known only now
        from capaian.governance.queries import policy_for, working_calendar_for  # noqa: PLC0415

        calendar.register(working_calendar_for)
        policy.register(policy_for)
