"""Addresses of matters."""

from django.urls import path

from redwell.matters.views import matters, parties, team

urlpatterns = [
    path("matters/new/", matters.open_new, name="matter-new"),
    path("matters/<str:number>/change/", matters.change, name="matter-change"),
    path("matters/<str:number>/proceedings/new/", matters.add_proceeding, name="proceeding-new"),
    path("matters/<str:number>/history/", matters.history, name="history"),
    path("matters/<str:number>/team/", team.team, name="team"),
    path("matters/<str:number>/team/new/", team.join_team, name="team-new"),
    path("matters/<str:number>/team/<int:member>/departure/", team.leave_team, name="team-leave"),
    path("matters/<str:number>/parties/", parties.parties, name="parties"),
    path(
        "matters/<str:number>/proceedings/<int:proceeding>/parties/new/",
        parties.add_party,
        name="party-new",
    ),
    path("matters/<str:number>/parties/<int:party>/end/", parties.end_party, name="party-end"),
    path(
        "matters/<str:number>/parties/<int:party>/counsel/new/",
        parties.add_counsel,
        name="counsel-new",
    ),
    path(
        "matters/<str:number>/counsel/<int:counsel>/substitution/",
        parties.end_counsel,
        name="counsel-end",
    ),
]
