"""Writes of feedback."""

from capaian.feedback.actions.give import give_feedback

__all__ = ["give_feedback"]
