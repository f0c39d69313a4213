"""What is true of every model: foreign keys point down the house, paired fields stay together, judged rows are protected."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from capaian.foundation.models import JudgedModel, StatefulModel

FLOORS = {"foundation": 1, "people": 2, "governance": 3, "planning": 4, "progress": 5, "feedback": 5, "voice": 5,
          "evaluation": 6, "calibration": 7, "followup": 8, "web": 9}
OURS = [model for model in apps.get_models() if model.__module__.startswith("capaian.")]


def floor(model) -> int:
    return FLOORS.get(model._meta.app_label, 0)


def test_foreign_keys_point_down():
    wrong = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in OURS
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
        and model._meta.app_label != field.related_model._meta.app_label
        and floor(field.related_model) >= floor(model)
    ]
    assert wrong == []


def test_no_model_orders_itself():
    assert [model.__name__ for model in OURS if model._meta.ordering] == []


def test_a_stateful_record_has_its_table_and_its_rows():
    for model in OURS:
        if issubclass(model, StatefulModel):
            assert model._meta.get_field("state").default == model.WORKFLOW.initial, model
            assert hasattr(model, "statuses"), model


def test_judged_records_do_not_vanish_with_people():
    """A person, post, unit or year that a judged record names cannot be deleted under it."""
    soft = [
        f"{model.__name__}.{field.name}"
        for model in OURS if issubclass(model, JudgedModel)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and not issubclass(field.related_model, JudgedModel)
        and field.remote_field.on_delete is not models.PROTECT
    ]
    assert soft == []
