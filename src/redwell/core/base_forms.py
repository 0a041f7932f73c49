"""The base of every form that changes something: one effect, and the version it was made from."""

from __future__ import annotations

from typing import Any

from django import forms

from redwell.core.forms import new_token
from redwell.core.keys import number_in
from redwell.core.refusals import Invalid, StaleEdit


class Form(forms.Form):
    """A form with its two hidden promises: ``submission`` (sent once) and ``seen`` (the version)."""

    submission = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, seen: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = new_token
        self.fields["seen"].initial = seen

    def values(self) -> dict[str, Any]:
        """The cleaned values without the two promises."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("submission", "seen")}

    def refuse(self, refusal: Exception) -> None:
        """Show a refusal on the form: at its fields, or above them."""
        if isinstance(refusal, StaleEdit):
            for name, (theirs, _yours) in refusal.conflicts.items():
                if name in self.fields:
                    self.add_error(name, f"Meanwhile somebody else entered: {theirs}")
            # What was typed stays; saving again is a choice made with both values in view.
        elif isinstance(refusal, Invalid):
            for name, sentence in refusal.errors.items():
                self.add_error(name if name in self.fields else None, sentence)
            if refusal.errors:
                return
        self.add_error(None, str(refusal))


class Day(forms.DateField):
    """A day, typed or picked; a date that does not exist is refused with a sentence."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {"invalid": "There is no such day: use YYYY-MM-DD."})
        super().__init__(**kwargs)


class Several(forms.ModelMultipleChoiceField):
    """Some of the rows offered; a number that no database holds is refused like any other."""

    def clean(self, value: Any) -> Any:
        given = value if isinstance(value, list | tuple) else []
        if any(number_in(str(one)) is None for one in given):
            raise forms.ValidationError("Choose among those that are offered.")
        return super().clean(value)


class Clock(forms.TimeField):
    """A wall time."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        super().__init__(**kwargs)
