"""The calculator: whoever chooses a court is offered that court's events and no other's."""

from __future__ import annotations

from django.urls import reverse


def options(client, **query):
    form = client.get(reverse("calculator"), query).context["form"]
    return [event for event, _ in form.fields["event"].choices]


def test_a_texas_court_offers_the_events_of_texas(cast, client):
    client.force_login(cast.lead)
    offered = options(client, court="us-tx-district")
    assert "us.tx.citation_served" in offered
    assert not [event for event in offered if event and not event.startswith("us.tx.")]


def test_an_empty_calculator_offers_the_events_of_the_first_court_in_its_list(cast, client):
    client.force_login(cast.lead)
    assert len(options(client)) > 1


def test_an_event_of_another_system_is_refused_at_the_form(cast, client):
    client.force_login(cast.lead)
    query = {"court": "us-tx-district", "event": "us.ca.trial", "on": "2026-11-02"}
    response = client.get(reverse("calculator"), query)
    assert response.context["form"].errors["event"]
    assert response.context["dues"] == []


def test_an_unknown_court_offers_nothing_and_is_refused(cast, client):
    client.force_login(cast.lead)
    response = client.get(reverse("calculator"), {"court": "us-nowhere", "on": "2026-11-02"})
    assert response.context["form"].errors["court"]


def test_a_california_answer_is_computed_with_its_reasons(cast, client):
    client.force_login(cast.lead)
    query = {"court": "us-ca-superior", "event": "us.ca.summons_served", "on": "2026-03-02"}
    body = client.get(reverse("calculator"), query).content.decode()
    assert "CCP 412.20(a)(3)" in body
    assert "Wed 1 Apr 2026" in body
