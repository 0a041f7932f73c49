"""Addresses of docketing."""

from django.urls import path

from redwell.docketing.views import closures, deadlines, dockets, rules, triggers

urlpatterns = [
    path("deadlines/", deadlines.across, name="deadlines"),
    path("deadlines/export.<str:form>", deadlines.exported, name="deadlines-export"),
    path("closures/", closures.closures, name="closures"),
    path("closures/new/", closures.enter, name="closure-new"),
    path("closures/<int:closure>/end/", closures.take_back, name="closure-end"),
    path("recalculation/", closures.everywhere, name="recalculations"),
    path("rulebook/", rules.browse, name="rulebook"),
    path("rulebook/review/", rules.review_queue, name="review-queue"),
    path("rulebook/<str:rule_id>/", rules.rule, name="rule"),
    path("rulebook/<str:rule_id>/review/", rules.review, name="rule-review"),
    path("calculator/", rules.calculator, name="calculator"),
    path("matters/<str:number>/docket/", dockets.docket, name="docket"),
    path("matters/<str:number>/docket/import/", dockets.import_page, name="docket-import"),
    path("matters/<str:number>/deadlines/new/", deadlines.by_hand, name="deadline-new"),
    path("matters/<str:number>/deadlines/<int:deadline>/", deadlines.one, name="deadline"),
    path(
        "matters/<str:number>/deadlines/<int:deadline>/completion/",
        deadlines.satisfy,
        name="deadline-completion",
    ),
    path(
        "matters/<str:number>/deadlines/<int:deadline>/verification/",
        deadlines.verify,
        name="deadline-verification",
    ),
    path(
        "matters/<str:number>/deadlines/<int:deadline>/waiver/",
        deadlines.waive,
        name="deadline-waiver",
    ),
    path(
        "matters/<str:number>/deadlines/<int:deadline>/continuance/",
        deadlines.continued,
        name="deadline-continuance",
    ),
    path(
        "matters/<str:number>/deadlines/<int:deadline>/vacatur/",
        deadlines.vacate,
        name="deadline-vacatur",
    ),
    path(
        "matters/<str:number>/proceedings/<int:proceeding>/entries/new/",
        dockets.enter,
        name="entry-new",
    ),
    path(
        "matters/<str:number>/proceedings/<int:proceeding>/orders/new/",
        dockets.order,
        name="order-new",
    ),
    path(
        "matters/<str:number>/proceedings/<int:proceeding>/triggers/new/",
        triggers.record,
        name="trigger-new",
    ),
    path(
        "matters/<str:number>/proceedings/<int:proceeding>/triggers/preview/",
        triggers.preview,
        name="trigger-preview",
    ),
    path("matters/<str:number>/recalculation/", triggers.recalculation, name="recalculation"),
    path("matters/<str:number>/triggers/<int:trigger>/move/", triggers.move, name="trigger-move"),
]
