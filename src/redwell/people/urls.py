"""Addresses of people."""

from django.urls import path

from redwell.people import views

urlpatterns = [
    path("people/", views.contacts, name="contacts"),
    path("people/new/", views.enter, name="contact-new"),
    path("people/<int:contact_id>/", views.contact, name="contact"),
    path("people/<int:contact_id>/correct/", views.correct, name="contact-correct"),
    path("people/<int:contact_id>/relations/new/", views.relate, name="relation-new"),
    path("people/<int:contact_id>/aliases/new/", views.add_alias, name="alias-new"),
]
