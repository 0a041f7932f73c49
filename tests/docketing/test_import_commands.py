"""``redwell import docket`` and ``redwell export docket`` in a terminal."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from redwell.core.audit import AuditEntry
from redwell.docketing.models import Entry
from redwell.matters.models import Matter
from redwell.people.models import Contact


@pytest.fixture
def page(dockets, settings, tmp_path):
    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    found = next(
        p
        for p in sorted((dockets / "district").glob("*.html"))
        if json.loads(p.with_suffix(".json").read_text()).get("docket_entries")
    )
    return found, json.loads(found.with_suffix(".json").read_text())


def test_a_docket_goes_in_and_comes_out_as_it_stood(cast, page, capsys):
    file, expected = page
    call_command("import_docket", str(file), matter=cast.other.number, email=cast.lead.email)
    capsys.readouterr()
    call_command("export_docket", cast.other.number, email=cast.lead.email, json=True)
    assert json.loads(capsys.readouterr().out) == expected


def test_a_dry_run_prints_the_docket_and_writes_nothing(cast, page, capsys):
    file, expected = page
    call_command("import_docket", str(file), dry_run=True, json=True)
    assert json.loads(capsys.readouterr().out) == expected
    assert not Entry.objects.visible_to(cast.lead).exists()


def test_a_refused_file_is_named_and_the_others_are_imported(cast, page, tmp_path, capsys):
    file, expected = page
    bad = tmp_path / "hello.html"
    bad.write_text("<html><body>hello</body></html>")
    with pytest.raises(CommandError):
        call_command(
            "import_docket", str(bad), str(file), matter=cast.other.number, email=cast.lead.email
        )
    assert "hello.html" in capsys.readouterr().err
    count = Entry.objects.visible_to(cast.lead).count()
    assert count == len(expected["docket_entries"])


def test_a_walled_colleague_hears_of_no_such_matter(cast, page, capsys):
    with pytest.raises(CommandError):
        call_command(
            "import_docket", str(page[0]), matter=cast.matter.number, email=cast.walled.email
        )
    assert f"no matter {cast.matter.number}" in capsys.readouterr().err


def test_a_command_that_nobody_signed_changes_nothing(cast, page):
    with pytest.raises(CommandError):
        call_command("import_docket", str(page[0]), matter=cast.other.number)
    assert not Entry.objects.visible_to(cast.lead).exists()


def test_a_docket_of_nobody_opens_a_matter_in_one_entry_and_is_found_again(cast, page):
    file = page[0]
    before = AuditEntry.objects.count()
    call_command("import_docket", str(file), "--as", cast.lead.email, "--open", "Ngozi Okafor")
    assert AuditEntry.objects.count() == before + 1
    assert Contact.objects.visible_to(cast.lead).filter(name="Ngozi Okafor").count() == 1
    matters = Matter.objects.visible_to(cast.lead).count()
    entries = Entry.objects.visible_to(cast.lead).count()
    call_command("import_docket", str(file), "--as", cast.lead.email)
    assert Matter.objects.visible_to(cast.lead).count() == matters
    assert Entry.objects.visible_to(cast.lead).count() == entries > 0


def test_a_dry_run_counts_what_is_new_and_what_stands(cast, page, capsys):
    file, expected = page
    who = {"matter": cast.other.number, "email": cast.lead.email}
    call_command("import_docket", str(file), dry_run=True, **who)
    count = len(expected["docket_entries"])
    assert f"{count} entries new, 0 changed, 0 as they are" in capsys.readouterr().out
    call_command("import_docket", str(file), **who)
    call_command("import_docket", str(file), dry_run=True, **who)
    assert f"0 entries new, 0 changed, {count} as they are" in capsys.readouterr().out
