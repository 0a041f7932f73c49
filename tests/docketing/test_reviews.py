"""A rule that nobody compared with its source says so, until somebody signs it off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from redwell.core.refusals import Invalid, NotAllowed
from redwell.docketing import actions, planning
from redwell.docketing.models import RuleReview
from redwell.lib import rulebook
from redwell.matters import actions as matters

RULE = "us.ca.ccp.1005.b.notice"


@pytest.fixture
def hearing(cast):
    """A plan of a California hearing; its notice rule needs review."""
    proceeding = matters.add_proceeding(cast.lead, cast.other, court="us-ca-superior", number="7")

    def status():
        plan = planning.plan(proceeding, "us.ca.motion_hearing", date(2026, 8, 10))
        return next(due.answer.status for due in plan.deadlines if due.rule.id == RULE)

    return status


def test_a_signed_off_rule_no_longer_marks_its_dates(cast, client, hearing):
    assert hearing() == "needs_review"
    client.force_login(cast.attorney)
    queue = reverse("review-queue")
    assert "CCP 1005(b)" in client.get(queue).content.decode()
    page = reverse("rule", args=[RULE])
    assert reverse("rule-review", args=[RULE]) in client.get(page).content.decode()
    client.post(reverse("rule-review", args=[RULE]), {"compared": "the code of 1 July 2026"})
    assert hearing() == "firm"
    said = client.get(page).content.decode()
    assert "Maria Ruiz compared it on" in said
    assert reverse("rule-review", args=[RULE]) not in said


def test_undoing_the_sign_off_marks_them_again(cast, client, hearing):
    client.force_login(cast.attorney)
    client.post(reverse("rule-review", args=[RULE]), {"compared": "the code of 1 July 2026"})
    client.post(reverse("undo"), {"submission": ""})
    assert hearing() == "needs_review"


def test_a_review_lapses_when_the_rule_changes(cast, hearing):
    actions.sign_off_rule(cast.attorney, rule=RULE, compared="the code of 1 July 2026")
    RuleReview.plain.update(fingerprint="as it was")
    assert hearing() == "needs_review"


def test_the_fingerprint_follows_the_law_and_not_the_words_about_it():
    rule = rulebook.load().rules[RULE]
    assert replace(rule, notes="other words").fingerprint == rule.fingerprint
    assert replace(rule, service="no").fingerprint != rule.fingerprint
    assert replace(rule, versions=rule.versions[:0]).fingerprint != rule.fingerprint


def test_a_sign_off_without_its_source_or_by_a_junior_is_refused(cast):
    with pytest.raises(Invalid, match="compared with"):
        actions.sign_off_rule(cast.attorney, rule=RULE, compared=" ")
    with pytest.raises(Invalid, match="no rule"):
        actions.sign_off_rule(cast.attorney, rule="no.such.rule", compared="x")
    with pytest.raises(NotAllowed):
        actions.sign_off_rule(cast.junior, rule=RULE, compared="x")
