"""``redwell import docket`` as a coordinator types it."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from redwell.core.audit import AuditEntry
from redwell.docketing.models import Entry
from redwell.matters.models import Matter
from redwell.people.models import Contact


@pytest.fixture
def file(cast, dockets, settings, tmp_path):
    settings.REDWELL = settings.REDWELL.model_copy(update={"data": tmp_path, "disk_reserve_mb": 0})
    return sorted((dockets / "district").glob("*.html"))[-1]


def test_a_docket_of_nobody_opens_a_matter_in_one_entry_and_is_found_again(cast, file):
    before = AuditEntry.objects.count()
    call_command("import_docket", str(file), "--as", cast.lead.email, "--open", "Ngozi Okafor")
    assert AuditEntry.objects.count() == before + 1
    assert Contact.objects.visible_to(cast.lead).filter(name="Ngozi Okafor").count() == 1
    matters = Matter.objects.visible_to(cast.lead).count()
    entries = Entry.objects.visible_to(cast.lead).count()
    call_command("import_docket", str(file), "--as", cast.lead.email)
    assert Matter.objects.visible_to(cast.lead).count() == matters
    assert Entry.objects.visible_to(cast.lead).count() == entries > 0


def test_a_dry_run_prints_the_page_and_changes_nothing(cast, file, capsys):
    call_command("import_docket", str(file), "--dry-run", "--json")
    assert json.loads(capsys.readouterr().out) == json.loads(file.with_suffix(".json").read_text())
    assert not Entry.objects.visible_to(cast.lead).exists()


def test_the_files_that_cannot_be_read_are_named_and_the_others_imported(
    cast, file, tmp_path, capsys
):
    (tmp_path / "noise.html").write_text("<html><body>hello</body></html>")
    with pytest.raises(CommandError, match="1 of 2"):
        call_command(
            "import_docket",
            str(tmp_path / "noise.html"),
            str(file),
            "--as",
            cast.lead.email,
            "--matter",
            cast.other.number,
        )
    assert "noise.html" in capsys.readouterr().err
    assert Entry.objects.visible_to(cast.lead).filter(matter=cast.other).exists()


def test_a_walled_colleague_is_told_there_is_no_such_matter(cast, file, capsys):
    with pytest.raises(CommandError):
        call_command(
            "import_docket", str(file), "--as", cast.walled.email, "--matter", cast.matter.number
        )
    assert "There is no matter" in capsys.readouterr().err
