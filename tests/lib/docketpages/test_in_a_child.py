"""Docket pages are read in a supervised child; damaged ones cost only themselves."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from redwell.core.supervised import Limits, Supervisor
from redwell.lib.docketpages import from_json, read

PRELOAD = ("redwell.lib.docketpages.parser",)


@pytest.fixture(scope="module")
def reader() -> Iterator[Supervisor]:
    limits = Limits(wall_seconds=8, input_bytes=64 << 20)
    with Supervisor(
        "redwell.lib.docketpages:read_json", limits=limits, preload=PRELOAD
    ) as supervisor:
        yield supervisor


def test_a_page_read_in_a_child_is_the_page_read_here(reader: Supervisor, dockets: Path) -> None:
    for path in (dockets / "district").glob("njd_*.html"):
        data = path.read_bytes()
        outcome = reader.run(data, {"name": path.name})
        assert outcome.ok
        assert from_json(outcome.value) == read(data, name=path.name)


def test_a_refusal_comes_through_with_its_sentence(reader: Supervisor) -> None:
    refusal = reader.run(b"%PDF-1.7", {"name": "docket.pdf"}).refusal
    assert refusal is not None
    assert refusal.code == "UNSUPPORTED"
    assert "This is a PDF" in refusal.sentence


def test_sixty_megabytes_of_noise_are_refused(reader: Supervisor) -> None:
    refusal = reader.run(random.Random(1).randbytes(60_000_000), {"name": "noise"}).refusal
    assert refusal is not None
    assert refusal.code == "TOO_LARGE"


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The page cut, scrambled, doubled or nested, as broken disks and hostile hands would."""
    spoiled = bytearray(data)
    kind = chance.randrange(5)
    if kind == 0:
        return bytes(spoiled[: chance.randrange(len(spoiled))])
    if kind == 1:
        for _ in range(400):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    elif kind == 2:
        start = chance.randrange(len(spoiled))
        del spoiled[start : start + chance.randrange(20_000)]
    elif kind == 3:
        place = chance.randrange(len(spoiled))
        spoiled[place:place] = b"<table><tr><td>" * 3000
    else:
        tag = chance.choice([b"</td>", b"</tr>", b"</table>", b"<br>", b"<b>"])
        return data.replace(tag, chance.choice([b"", tag * 2, b"<td>"]))
    return bytes(spoiled)


def test_every_damaged_page_ends_as_a_docket_or_a_refusal(
    reader: Supervisor, dockets: Path
) -> None:
    chance = random.Random(20261124)
    samples = sorted(dockets.glob("*/*.html"))
    for _ in range(120):
        path = chance.choice(samples)
        outcome = reader.run(mutated(path.read_bytes(), chance), {"name": path.name})
        assert outcome.seconds < 10
        if outcome.refusal is None:
            from_json(outcome.value)
        else:
            assert outcome.refusal.sentence
            assert outcome.refusal.code != "CRASH", outcome.refusal.detail


def test_the_web_process_never_imports_the_parser() -> None:
    code = (
        "import sys, redwell.lib.docketpages, redwell.lib.docketpages.triggers;"
        "sys.exit('juriscraper' in sys.modules or 'lxml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
