"""Form fields of people; the forms of each room stand in files of their own."""

from capaian.people.forms.choosing import PersonField, UnitField

__all__ = ["PersonField", "UnitField"]
