"""Writes what Redwell is made of, from what is pinned, as CycloneDX 1.6 JSON: ``sbom.py [FILE]``.

Read are requirements/core.txt (hash-pinned wheels and source archives) and
frontend/package-lock.json. Nothing is asked of any registry, and the same pins give the same text.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)\s*(?:;\s*([^\\]*))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_ALGORITHMS = {"sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}


def python_parts(requirements: str) -> list[dict[str, Any]]:
    """One component per pin; every archive that may be installed for it is a distribution hash."""
    parts: list[dict[str, Any]] = []
    for line in requirements.splitlines():
        pin = _PIN.match(line)
        if pin:
            name = re.sub(r"[-_.]+", "-", pin[1]).lower()
            parts.append(_part(name, pin[2], f"pkg:pypi/{name}@{quote(pin[2])}"))
            if pin[3]:
                parts[-1]["properties"] = [{"name": "redwell:only-where", "value": pin[3].strip()}]
        for digest in _HASH.findall(line):
            hashes = parts[-1].setdefault("hashes", [])
            hashes.append({"alg": "SHA-256", "content": digest})
    return parts


def browser_parts(lock: dict[str, Any]) -> list[dict[str, Any]]:
    """One component per locked package; what only builds the assets is ``excluded`` from them."""
    parts = []
    for path, held in lock["packages"].items():
        if not path:
            continue
        name = path.rpartition("node_modules/")[2]
        part = _part(name, held["version"], f"pkg:npm/{quote(name, safe='/')}@{held['version']}")
        part["scope"] = "excluded" if held.get("dev") else "required"
        if held.get("integrity"):
            part["hashes"] = [_integrity(one) for one in held["integrity"].split()]
        if held.get("license"):
            part["licenses"] = [{"expression": held["license"]}]
        parts.append(part)
    return parts


def sbom() -> dict[str, Any]:
    """The whole bill, as a dict in the shape of CycloneDX 1.6."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    parts = python_parts((ROOT / "requirements" / "core.txt").read_text()) + browser_parts(lock)
    parts.sort(key=lambda part: part["purl"])
    own = {
        "type": "application",
        "bom-ref": "redwell",
        "name": project["name"],
        "version": project["version"],
        "licenses": [{"expression": project["license"]}],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([own, parts]))}",
        "version": 1,
        "metadata": {"component": own},
        "components": parts,
        "dependencies": [{"ref": "redwell", "dependsOn": [part["bom-ref"] for part in parts]}],
        # The pins say what is installed, not what brought it in.
        "compositions": [{"aggregate": "incomplete", "dependencies": ["redwell"]}],
    }


def _part(name: str, version: str, purl: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "scope": "required",
    }


def _integrity(text: str) -> dict[str, str]:
    algorithm, _, value = text.partition("-")
    return {"alg": _ALGORITHMS[algorithm], "content": base64.b64decode(value).hex()}


def main(arguments: list[str]) -> int:
    text = json.dumps(sbom(), indent=2) + "\n"
    if arguments:
        Path(arguments[0]).write_text(text)
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
