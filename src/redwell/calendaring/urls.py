"""Addresses of calendaring."""

from django.urls import path

from redwell.calendaring import views

urlpatterns = [
    path("matters/<str:number>/appointments/", views.appointments, name="appointments"),
    path("matters/<str:number>/appointments/new/", views.enter, name="appointment-new"),
    path(
        "matters/<str:number>/appointments/<int:appointment>/move/",
        views.move,
        name="appointment-move",
    ),
    path(
        "matters/<str:number>/appointments/<int:appointment>/cancellation/",
        views.cancel,
        name="appointment-cancel",
    ),
]
