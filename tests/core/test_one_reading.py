"""A request that only reads asks for its wall once; the next one asks again."""

import pytest

from redwell.core.walls import one_reading
from redwell.matters import actions as matters
from redwell.matters.models import Matter

pytestmark = pytest.mark.django_db


def _sees(person, matter):
    return Matter.objects.visible_to(person).filter(pk=matter.pk).exists()


def test_a_wall_raised_while_a_page_is_read_is_felt_on_the_next_page(cast):
    with one_reading():
        assert _sees(cast.attorney, cast.other)
        matters.wall_off(cast.lead, cast.other, user=cast.attorney, reason="Conflict")
    with one_reading():
        assert not _sees(cast.attorney, cast.other)


def test_a_wall_raised_before_the_next_query_of_an_action_is_felt_at_once(cast):
    assert _sees(cast.attorney, cast.other)
    matters.wall_off(cast.lead, cast.other, user=cast.attorney, reason="Conflict")
    assert not _sees(cast.attorney, cast.other)


def test_what_one_person_may_see_is_never_told_to_another(cast):
    with one_reading():
        assert _sees(cast.lead, cast.matter)
        assert not _sees(cast.walled, cast.matter)
        assert _sees(cast.outside, cast.matter)
        assert not _sees(cast.outside, cast.other)
