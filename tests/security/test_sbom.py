"""The bill of materials names every pinned package with its hashes, and nothing else."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = (ROOT / "requirements" / "core.txt").read_text()
LOCK = json.loads((ROOT / "frontend" / "package-lock.json").read_text())


def _tool():
    found = importlib.util.spec_from_file_location("sbom", ROOT / "tools" / "sbom.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


sbom = _tool()


@pytest.fixture(scope="module")
def bill():
    return sbom.sbom()


def parts(bill, kind):
    return [p for p in bill["components"] if p["purl"].startswith(f"pkg:{kind}/")]


def test_every_pinned_package_is_in_the_bill_and_no_other(bill):
    pinned = set(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", CORE, re.MULTILINE))
    assert {(p["name"], p["version"]) for p in parts(bill, "pypi")} == pinned
    assert len(pinned) > 30
    locked = {
        (k.rpartition("node_modules/")[2], v["version"]) for k, v in LOCK["packages"].items() if k
    }
    assert {(p["name"], p["version"]) for p in parts(bill, "npm")} == locked
    assert len(bill["components"]) == len(pinned) + len(LOCK["packages"]) - 1


def test_every_hash_of_every_pin_is_in_the_bill(bill):
    told = [h["content"] for p in parts(bill, "pypi") for h in p["hashes"]]
    assert sorted(told) == sorted(re.findall(r"sha256:([0-9a-f]{64})", CORE))


def test_it_has_the_shape_of_cyclonedx(bill):
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    own = bill["metadata"]["component"]
    assert (own["type"], own["name"], own["bom-ref"]) == ("application", "redwell", "redwell")
    allowed = {
        "type",
        "bom-ref",
        "name",
        "version",
        "purl",
        "scope",
        "hashes",
        "licenses",
        "properties",
    }
    lengths = {"SHA-1": 40, "SHA-256": 64, "SHA-384": 96, "SHA-512": 128}
    for part in bill["components"]:
        assert set(part) <= allowed
        assert part["type"] == "library"
        assert part["scope"] in ("required", "excluded")
        assert re.fullmatch(r"pkg:(pypi|npm)/[^\s@]+@\S+", part["purl"])
        for held in part["hashes"]:
            assert re.fullmatch(rf"[0-9a-f]{{{lengths[held['alg']]}}}", held["content"])
    refs = [part["bom-ref"] for part in bill["components"]]
    assert len(set(refs)) == len(refs)
    assert bill["dependencies"] == [{"ref": "redwell", "dependsOn": refs}]


def test_what_only_builds_the_assets_is_said_to_be_left_out(bill):
    scopes = {p["name"]: p["scope"] for p in parts(bill, "npm")}
    assert scopes["htmx.org"] == "required"
    assert scopes["esbuild"] == "excluded"
    scoped = next(p for p in parts(bill, "npm") if p["name"] == "@fontsource-variable/inter")
    assert scoped["purl"].startswith("pkg:npm/%40fontsource-variable/inter@")


def test_a_pin_for_some_machines_only_says_which():
    lines = "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:" + "ab" * 32
    (part,) = sbom.python_parts(lines)
    assert part["properties"] == [
        {"name": "redwell:only-where", "value": "sys_platform == 'win32'"}
    ]
    assert part["hashes"] == [{"alg": "SHA-256", "content": "ab" * 32}]


def test_it_is_written_on_demand_and_the_same_pins_give_the_same_text(tmp_path):
    for name in ("one.json", "two.json"):
        subprocess.run(
            [sys.executable, str(ROOT / "tools" / "sbom.py"), str(tmp_path / name)], check=True
        )
    one = (tmp_path / "one.json").read_text()
    assert one == (tmp_path / "two.json").read_text()
    assert json.loads(one)["components"]
    assert re.search(
        r"^sbom:.*\n\t.*tools/sbom\.py sbom\.json", (ROOT / "Makefile").read_text(), re.M
    )
