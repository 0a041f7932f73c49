"""Promises that the code keeps about itself."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

from redwell.core.actions import REGISTRY
from redwell.core.needs import NEEDS, ROLES
from redwell.core.records import Record

SOURCE = Path(__file__).resolve().parents[2] / "src" / "redwell"
APPS = ("people", "matters", "documents", "calendaring", "docketing", "site")


def python_of(*folders: str):
    for folder in folders:
        for path in (SOURCE / folder).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path, path.read_text()


def test_every_action_asks_for_a_need_of_the_table():
    assert {verb.need for verb in REGISTRY.values()} <= set(NEEDS)


def test_every_need_names_known_roles_only():
    for need in NEEDS.values():
        assert need.roles <= set(ROLES), need.name
        assert need.roles, f"nobody may {need.title}"


def test_the_unguarded_manager_is_used_by_the_core_and_the_wall_itself_only():
    allowed = {SOURCE / "matters" / "walls.py", SOURCE / "matters" / "reactions.py"}
    found = [
        str(path)
        for path, text in python_of(*APPS)
        if re.search(r"\.plain\b|_default_manager|_base_manager", text) and path not in allowed
    ]
    assert found == []


def test_records_never_cascade_and_never_hang_backwards():
    for model in apps.get_models():
        if not issubclass(model, Record):
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation:
                assert field.remote_field.related_name == "+", f"{model.__name__}.{field.name}"
                assert field.remote_field.on_delete.__name__ == "PROTECT"


def test_every_record_has_a_wall(cast):
    for model in apps.get_models():
        if issubclass(model, Record):
            model.wall(cast.lead)


def test_apps_use_no_signals_and_override_no_save():
    for path, text in python_of(*APPS):
        assert "post_save" not in text, path
        assert "def save(" not in text, path


def test_templates_hold_no_inline_script_style_or_handler():
    for path in SOURCE.rglob("templates/**/*.html"):
        text = path.read_text()
        # Data for a script is no script.
        inline = r"<script(?![^>]*(\bsrc=|type=\"application/json\"))"
        assert not re.search(rf"<style|{inline}|\sstyle=|\son[a-z]+=|hx-on", text), path


def test_no_query_is_built_from_a_request_wholesale():
    for path, text in python_of(*APPS, "core"):
        assert not re.search(r"(filter|order_by|exclude)\(\*\*?request", text), path


def test_every_icon_a_template_names_exists():
    from lucide import _render_icon

    named = set()
    for path in SOURCE.rglob("templates/**/*.html"):
        named |= set(re.findall(r"\{% icon \"([a-z0-9-]+)\"", path.read_text()))
    from redwell.site.shell import PLACES

    for name in named | {place.icon for place in PLACES}:
        _render_icon(name, 16)
