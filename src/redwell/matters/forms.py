"""The shapes that matters take in."""

from __future__ import annotations

from typing import Any

from django import forms

from redwell.core.actors import User
from redwell.core.base_forms import Day, Form
from redwell.core.needs import INSIDE
from redwell.matters.models import ACCESS, DUTIES, KINDS, STAGES
from redwell.people.models import Contact


class MatterForm(Form):
    """A new matter."""

    title = forms.CharField(label="Title", max_length=250, help_text="As the firm speaks of it.")
    client_name = forms.CharField(
        label="Client", max_length=250, help_text="Somebody known, or a new name."
    )
    kind = forms.ChoiceField(label="Kind", choices=KINDS)
    opened_on = Day(label="Opened on")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def client(self, actor: Any) -> Contact | None:
        """The known contact of that exact name within the reader's wall."""
        name = self.cleaned_data["client_name"].strip()
        return Contact.objects.visible_to(actor).filter(name__iexact=name).first()


class ChangeForm(Form):
    """What may be changed about a matter."""

    title = forms.CharField(label="Title", max_length=250)
    kind = forms.ChoiceField(label="Kind", choices=KINDS)
    stage = forms.ChoiceField(label="Stage", choices=STAGES)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ProceedingForm(Form):
    """One action before one court."""

    court = forms.ChoiceField(label="Court")
    number = forms.CharField(label="Number", required=False, max_length=80)
    title = forms.CharField(label="Title", required=False, max_length=300)
    judge = forms.CharField(label="Judge", required=False, max_length=200)
    filed_on = Day(label="Filed on", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from redwell.lib import rulebook

        super().__init__(*args, **kwargs)
        courts = rulebook.load().courts.values()
        self.fields["court"].choices = sorted(
            ((c.id, f"{c.name} — {c.title}") for c in courts), key=lambda pair: pair[1]
        )


class TeamForm(Form):
    """A colleague for the team."""

    user = forms.ModelChoiceField(label="Who", queryset=User.objects.none())
    duty = forms.ChoiceField(label="Duty", choices=DUTIES, initial="coordinator")
    access = forms.ChoiceField(label="Access", choices=ACCESS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_active=True, role__in=INSIDE)


class NamedForm(Form):
    """Somebody by name: known to the firm under exactly that name, or new."""

    name = forms.CharField(label="Name", max_length=250)

    def known(self, actor: Any) -> Contact | None:
        """The contact of that name within the reader's wall."""
        name = self.cleaned_data["name"].strip()
        return Contact.objects.visible_to(actor).filter(name__iexact=name).first()


class PartyForm(NamedForm):
    """A party in its role."""

    role = forms.CharField(label="Role", max_length=120, help_text="As the court calls it.")
    is_ours = forms.BooleanField(label="Our side", required=False)
    from_on = Day(label="From", required=False)


class CounselForm(NamedForm):
    """Counsel of record."""

    details = forms.CharField(
        label="Firm and address", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    from_on = Day(label="Appeared on", required=False)


class EndForm(Form):
    """A last day."""

    on = Day(label="Last day")


class SubstitutionForm(EndForm):
    """Counsel's last day, and who appears instead."""

    successor = forms.CharField(
        label="Appears instead",
        max_length=250,
        required=False,
        help_text="From that day on. Empty where nobody has appeared yet.",
    )
