from capaian.evaluation.actions.achievement import set_achievement
from capaian.evaluation.actions.publishing import publish_evaluations
from capaian.evaluation.actions.rating import RatingInput, rate_team

__all__ = ["RatingInput", "publish_evaluations", "rate_team", "set_achievement"]
