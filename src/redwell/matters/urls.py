"""Addresses of matters."""

from django.urls import path

from redwell.matters import views

urlpatterns = [
    path("matters/new/", views.open_new, name="matter-new"),
    path("matters/<str:number>/change/", views.change, name="matter-change"),
    path("matters/<str:number>/proceedings/new/", views.add_proceeding, name="proceeding-new"),
    path("matters/<str:number>/team/new/", views.join_team, name="team-new"),
    path("matters/<str:number>/parties/", views.parties, name="parties"),
    path("matters/<str:number>/history/", views.history, name="history"),
]
