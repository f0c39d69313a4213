from capaian.governance.actions.schemes import adopt_scheme
from capaian.governance.actions.years import declare_holiday, open_year

__all__ = ["adopt_scheme", "declare_holiday", "open_year"]
