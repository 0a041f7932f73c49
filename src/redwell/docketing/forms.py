"""The shapes that docketing takes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from redwell.core.base_forms import Clock, Day, Form
from redwell.docketing.models import Closure
from redwell.lib import rulebook

UNITS = [
    ("", "—"),
    ("days", "days"),
    ("weeks", "weeks"),
    ("months", "months"),
    ("court_days", "court days"),
]


def event_choices(court: str) -> list[tuple[str, str]]:
    """The events that start a period before this court, by title."""
    book = rulebook.load()
    covered = [e for e in book.events.values() if book.for_event(court, e.id, None)]
    return sorted(((e.id, e.title) for e in covered), key=lambda pair: pair[1])


class QuestionsForm(forms.Form):
    """The questions on which the rules of one event depend; none has to be answered.

    Its fields stand beside the preview and belong to the form called ``trigger``.
    """

    def __init__(self, *args: Any, court: str, event: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book = rulebook.load()
        asked = {name for rule in book.for_event(court, event, None) for name in rule.asks}
        for name in sorted(asked):
            fact = book.facts[name]
            if fact.choices:
                choices = [("", "Not answered"), *((c, c.capitalize()) for c in fact.choices)]
                field: forms.Field = forms.ChoiceField(
                    label=fact.asks, required=False, choices=choices
                )
            else:
                field = Day(label=fact.asks, required=False)
            field.widget.attrs["form"] = "trigger"
            self.fields[f"fact_{name}"] = field


def service_choices(court: str = "") -> list[tuple[str, str]]:
    """The methods of service that change a period before this court; without a court, all."""
    events = rulebook.load().events
    known = [events[key] for key, _ in event_choices(court)] if court else events.values()
    names = sorted({method for event in known for method in event.services})
    return [
        ("", "Not served, or it does not matter"),
        *((name, name.replace("_", " ").capitalize()) for name in names),
    ]


class TriggerForm(Form):
    """What happened, when, and how it was served."""

    event = forms.ChoiceField(label="What happened")
    happened_on = Day(label="On")
    happened_at = Clock(label="At", required=False, help_text="Only where the hour matters.")
    service = forms.ChoiceField(label="How it was served", required=False)
    owner = forms.ChoiceField(label="Whose deadlines", required=False)

    def __init__(self, *args: Any, court: str, team: tuple[Any, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [("", "Choose…"), *event_choices(court)]
        self.fields["service"].choices = service_choices(court)
        self.fields["owner"].choices = [
            ("", "Nobody yet"),
            *{(str(m.user_id), m.user.name): None for m in team},
        ]


class MoveForm(Form):
    """Where a trigger moves to."""

    happened_on = Day(label="It happened on")
    happened_at = Clock(label="At", required=False)
    service = forms.ChoiceField(label="How it was served", required=False)

    def __init__(self, *args: Any, court: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = service_choices(court)


class HandForm(Form):
    """A deadline by hand."""

    title = forms.CharField(label="What has to be done", max_length=300)
    due_on = Day(label="By")
    due_at = Clock(label="At", required=False, help_text="The court's time.")
    source = forms.CharField(
        label="Where this date comes from",
        max_length=300,
        help_text="An order, a letter, an agreement: with its date.",
    )
    is_critical = forms.BooleanField(
        label="Critical: a second person must enter it again", required=False
    )


class SatisfyForm(Form):
    """The proof that a deadline was met, or the reason for closing it without."""

    satisfied_on = Day(label="Done on")
    entry = forms.ChoiceField(label="Docket entry that proves it", required=False)
    reason = forms.CharField(
        label="Or the reason for closing it without proof",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].choices = [("", "None"), *entries]


class VerifyForm(Form):
    """The second entry; it shows nothing of the first."""

    happened_on = Day(label="When did it happen?")
    service = forms.ChoiceField(label="How was it served?", required=False)
    due_on = Day(label="Which day is it due?")
    correction = forms.CharField(
        label="What was wrong with your first entry, and how you checked it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, by_hand: bool, court: str = "", missed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not missed:
            del self.fields["correction"]
        self.fields["service"].choices = service_choices(court)
        for name in ("happened_on", "service") if by_hand else ("due_on",):
            del self.fields[name]


class ReasonForm(Form):
    """A reason."""

    reason = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 3}))


class ContinueForm(Form):
    """A new date, and by whose authority."""

    to_on = Day(label="New date")
    authority = forms.ChoiceField(
        label="By", choices=[("order", "Order"), ("stipulation", "Stipulation")]
    )
    cite = forms.CharField(
        label="Which one",
        max_length=200,
        help_text="For example: Order of 20 November 2026, ECF 41.",
    )


class OrderForm(Form):
    """An order or stipulation over a rule."""

    layer = forms.ChoiceField(
        label="Kind",
        choices=[
            ("order", "Case order"),
            ("stipulation", "Stipulation"),
            ("standing", "Judge's standing order"),
            ("policy", "Firm policy"),
        ],
    )
    cite = forms.CharField(label="Which one", max_length=200)
    rule = forms.ChoiceField(label="Rule it overrides")
    made_on = Day(label="Made on")
    date_certain = Day(label="Fixed date", required=False, help_text="Never computed, never moved.")
    count = forms.IntegerField(label="Or a period of", required=False, min_value=1, max_value=3650)
    unit = forms.ChoiceField(label="Unit", required=False, choices=UNITS)
    direction = forms.ChoiceField(
        label="Counted",
        required=False,
        choices=[("after", "after the trigger"), ("before", "before the trigger")],
    )

    def __init__(self, *args: Any, court: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book = rulebook.load()
        found = {
            rule.id: f"{rule.title} ({rule.cite})"
            for event in book.events.values()
            for rule in book.for_event(court, event.id, None)
        }
        self.fields["rule"].choices = sorted(found.items(), key=lambda pair: pair[1])


class EntryForm(Form):
    """A docket entry by hand."""

    filed_on = Day(label="Filed on")
    number = forms.CharField(label="Number", required=False, max_length=20)
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 3}))
    is_ours = forms.BooleanField(label="Filed by our side", required=False)


class DocketFileForm(Form):
    """Docket pages saved from a court's site."""

    files = forms.FileField(
        label="Docket page",
        widget=forms.ClearableFileInput(),
        help_text="The docket report as the court's site shows it, saved as HTML.",
    )
    court = forms.CharField(
        label="Court",
        required=False,
        max_length=40,
        help_text="Only where the page does not say it, e.g. us-nysd.",
    )


class ReviewForm(Form):
    """What a rule was compared with."""

    compared = forms.CharField(
        label="Compared with",
        max_length=300,
        help_text="The text, its edition or date, and where you read it.",
    )


class ClosureForm(Form):
    """Days on which a court is closed beyond its calendar."""

    court = forms.ChoiceField(label="Court")
    kind = forms.ChoiceField(label="What it is", choices=Closure.KINDS)
    first_on = Day(label="From")
    last_on = Day(label="To", help_text="The last closed day; the same day for one.")
    source = forms.CharField(
        label="Source", max_length=300, help_text="The notice or order, with its date."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"].choices = court_choices()


def court_choices() -> list[tuple[str, str]]:
    """Every court of the rulebook, by name."""
    courts = rulebook.load().courts.values()
    return sorted(((c.id, f"{c.name} — {c.title}") for c in courts), key=lambda pair: pair[1])


class CalculatorForm(forms.Form):
    """A question for the rulebook that needs no matter."""

    court = forms.ChoiceField(label="Court")
    event = forms.ChoiceField(label="What happened", required=False)
    on = Day(label="On")
    at = Clock(label="At", required=False)
    service = forms.ChoiceField(label="How it was served", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"].choices = court_choices()
        # Systems share titles ("Complaint filed"), so only the chosen court's events are offered;
        # choosing another court fetches them.
        court = self["court"].value() or self.fields["court"].choices[0][0]
        self.fields["event"].choices = [("", "Choose…"), *event_choices(court)]
        self.fields["court"].widget.attrs |= {
            "hx-get": reverse("calculator"),
            "hx-target": "#id_event",
            "hx-select": "#id_event",
            "hx-swap": "outerHTML",
        }
        self.fields["service"].choices = service_choices()
