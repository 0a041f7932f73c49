"""A form takes effect once, however often it is sent."""

from __future__ import annotations

import pytest

from redwell.core.forms import Submission, new_token, once
from redwell.core.refusals import Refusal


@pytest.fixture
def effects():
    return []


def save(effects):
    def effect() -> str:
        effects.append("saved")
        return f"/saved/{len(effects)}"

    return effect


def test_a_form_sent_twice_takes_effect_once_and_leads_to_the_same_page(cast, effects):
    token = new_token()
    assert once(cast.lead, token, save(effects)) == ("/saved/1", True)
    assert once(cast.lead, token, save(effects)) == ("/saved/1", False)
    assert effects == ["saved"]


def test_two_forms_take_effect_each(cast, effects):
    once(cast.lead, new_token(), save(effects))
    once(cast.lead, new_token(), save(effects))
    assert effects == ["saved", "saved"]


@pytest.mark.parametrize("token", [None, "", "not a token"])
def test_a_form_without_a_token_still_takes_effect(cast, effects, token):
    assert once(cast.lead, token, save(effects)) == ("/saved/1", True)


def test_a_refused_form_may_be_sent_again(cast, effects):
    token = new_token()

    def refuse() -> str:
        raise Refusal("Not like this.")

    with pytest.raises(Refusal):
        once(cast.lead, token, refuse)
    assert not Submission.objects.exists()
    assert once(cast.lead, token, save(effects)) == ("/saved/1", True)


def test_eight_clicks_at_once_have_one_effect_and_one_answer(firm):
    before = firm.ask("look")["numbers"]
    answers = firm.ask("twice")
    assert len({location for location, _ in answers}) == 1
    assert sorted(first for _, first in answers) == [False] * 7 + [True]
    found = firm.ask("look")
    assert len(found["numbers"]) == len(before) + 1
    assert found["faults"] == []
