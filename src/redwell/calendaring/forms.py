"""The shapes that a calendar takes in."""

from __future__ import annotations

from typing import Any

from django import forms

from redwell.calendaring.models import KINDS
from redwell.core.actors import User
from redwell.core.base_forms import Clock, Day, Form, Several
from redwell.core.needs import INSIDE
from redwell.lib import rulebook


class AppointmentForm(Form):
    """A hearing, deposition, meeting or another date that people attend."""

    kind = forms.ChoiceField(label="Kind", choices=[k for k in KINDS if k[0] != "deadline"])
    title = forms.CharField(label="Title", max_length=300)
    people = Several(
        label="Who has to be there",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    on = Day(label="Day")
    starts_at = Clock(label="From", required=False)
    ends_at = Clock(label="To", required=False)
    zone = forms.ChoiceField(label="Time zone", help_text="Of the place where it happens.")
    place = forms.CharField(label="Place", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = {court.zone for court in rulebook.load().courts.values()} | {"UTC"}
        zones |= {str(self.initial.get("zone") or "UTC")}
        self.fields["zone"].choices = [(z, z.replace("_", " ")) for z in sorted(zones)]
        self.fields["people"].queryset = User.objects.filter(is_active=True, role__in=INSIDE)


class MoveForm(Form):
    """Another day or hour."""

    on = Day(label="Day")
    starts_at = Clock(label="From", required=False)
    ends_at = Clock(label="To", required=False)
