"""The shapes that a calendar takes in."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms

from redwell.calendaring.models import KINDS
from redwell.core.actors import User
from redwell.core.base_forms import Clock, Day, Form
from redwell.core.needs import INSIDE


class AppointmentForm(Form):
    """A hearing, deposition, meeting or another date that people attend."""

    kind = forms.ChoiceField(label="Kind", choices=[k for k in KINDS if k[0] != "deadline"])
    title = forms.CharField(label="Title", max_length=300)
    on = Day(label="Day")
    starts_at = Clock(label="From", required=False)
    ends_at = Clock(label="To", required=False)
    zone = forms.CharField(
        label="Time zone", max_length=64, help_text="Of the place, such as America/New_York."
    )
    place = forms.CharField(label="Place", max_length=200, required=False)
    people = forms.ModelMultipleChoiceField(
        label="Who has to be there", queryset=User.objects.none(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = User.objects.filter(is_active=True, role__in=INSIDE)

    def clean_zone(self) -> str:
        zone: str = self.cleaned_data["zone"].strip()
        if zone not in available_timezones():
            raise forms.ValidationError(
                f"“{zone}” is no time zone: write a name such as America/New_York."
            )
        return zone


class MoveForm(Form):
    """Another day or hour."""

    on = Day(label="Day")
    starts_at = Clock(label="From", required=False)
    ends_at = Clock(label="To", required=False)
