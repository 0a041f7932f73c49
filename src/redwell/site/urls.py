"""Every address of Redwell. Nouns; a verb is a sub-resource."""

from allauth.account.views import password_change, password_set, reauthenticate
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from redwell.site import administration, start, views

handler500 = "redwell.site.faults.fault"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.today, name="today"),
    path("start/", start.start, name="start"),
    path("find", views.find, name="find"),
    path("news", views.news, name="news"),
    path("undo/", views.undo, name="undo"),
    path("account/", views.account, name="account"),
    path("account/theme/", views.theme, name="theme"),
    path("account/login/", start.sign_in, name="account_login"),
    path("account/logout/", start.sign_out, name="account_logout"),
    path("account/password/change/", password_change, name="account_change_password"),
    path("account/password/set/", password_set, name="account_set_password"),
    path("account/reauthenticate/", reauthenticate, name="account_reauthenticate"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("administration/", administration.overview, name="administration"),
    path("administration/roles/", administration.roles, name="roles"),
    path("administration/people/new/", administration.invite, name="person-new"),
    path("administration/people/<int:user>/", administration.person, name="person"),
    path(
        "administration/people/<int:user>/activity/",
        administration.deactivate,
        name="person-activity",
    ),
    path(
        "administration/people/<int:user>/sessions/end/",
        administration.end_sessions,
        name="person-sessions",
    ),
    path("administration/security/", administration.security, name="security"),
    path("administration/security/erasures/new/", administration.erase_entry, name="erase"),
    path("administration/walls/", administration.walls, name="walls"),
    path("administration/walls/<str:wall_number>/", administration.wall, name="wall"),
    path(
        "administration/restrictions/<int:restriction>/end/",
        administration.unrestrict,
        name="wall-open",
    ),
    path("administration/grants/<int:grant>/end/", administration.revoke, name="grant-end"),
    path("administration/exclusions/<int:exclusion>/", administration.lower, name="wall-lower"),
    path("matters/", views.matter_list, name="matters"),
    path("", include("redwell.matters.urls")),
    path("", include("redwell.people.urls")),
    path("", include("redwell.calendaring.urls")),
    path("", include("redwell.docketing.urls")),
    path("matters/<str:number>/", views.matter, name="matter"),
]

if settings.DEBUG:
    from redwell.ui.views import specimen

    urlpatterns.append(path("specimen/", specimen, name="specimen"))
