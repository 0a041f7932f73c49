"""What the source never does: no shell, no object out of a stranger's bytes, no guessable token."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

SOURCE = Path(__file__).resolve().parents[2] / "src" / "redwell"
SHELLS = {
    "os.system",
    "os.popen",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
    "asyncio.create_subprocess_shell",
    "pty.spawn",
}
SHELL_NAMES = {"sh", "bash", "dash", "zsh", "/bin/sh", "/bin/bash", "cmd", "powershell"}
# Each makes objects, or runs code, out of bytes.
LOADERS = {
    "pickle",
    "_pickle",
    "marshal",
    "shelve",
    "dill",
    "cloudpickle",
    "joblib",
    "jsonpickle",
    "dbm",
    "yaml",
}
# Waiting a random while before trying again is no secret.
MAY_GUESS = set()


def faults_of(tree: ast.AST) -> Iterator[str]:
    """Every fault of a module: calls of a shell, imports of loaders and of guessable numbers."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"import {a.name}" for a in node.names if _top(a.name) in LOADERS)
            yield from (f"guess {a.name}" for a in node.names if _top(a.name) == "random")
        elif isinstance(node, ast.ImportFrom) and node.module:
            if _top(node.module) in LOADERS:
                yield f"import {node.module}"
            if _top(node.module) == "random":
                yield "guess random"
            yield from (
                f"shell {node.module}.{a.name}"
                for a in node.names
                if f"{node.module}.{a.name}" in SHELLS
            )
        elif isinstance(node, ast.Call):
            yield from _call(node)


def _call(node: ast.Call) -> Iterator[str]:
    name = ast.unparse(node.func)
    if name in SHELLS:
        yield f"shell {name}"
    if name in ("eval", "exec"):
        yield f"run {name}"
    for keyword in node.keywords:
        if keyword.arg == "shell" and ast.unparse(keyword.value) != "False":
            yield f"shell {name}"
    for words in (a for a in node.args if isinstance(a, ast.List | ast.Tuple)):
        first = words.elts[0] if words.elts else None
        if isinstance(first, ast.Constant) and first.value in SHELL_NAMES:
            yield f"shell {name} [{first.value}]"


def _top(module: str) -> str:
    return module.partition(".")[0]


FOUND = [
    (str(path.relative_to(SOURCE)), fault)
    for path in sorted(SOURCE.rglob("*.py"))
    for fault in faults_of(ast.parse(path.read_text()))
]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("import os\nos.system('ls')", "shell os.system"),
        ("from os import popen", "shell os.popen"),
        ("import subprocess\nsubprocess.run('ls', shell=True)", "shell subprocess.run"),
        ("import subprocess\nsubprocess.run(x, shell=y)", "shell subprocess.run"),
        ("import subprocess\nsubprocess.run(['sh', '-c', x])", "shell subprocess.run [sh]"),
        ("import pickle", "import pickle"),
        ("from yaml import load", "import yaml"),
        ("eval(x)", "run eval"),
        ("import random", "guess random"),
    ],
)
def test_the_search_finds_what_it_looks_for(source, fault):
    assert fault in list(faults_of(ast.parse(source)))


def test_no_shell_is_ever_given_anything():
    assert [found for found in FOUND if found[1].startswith(("shell", "run"))] == []


def test_nothing_is_deserialised_into_objects():
    """Sessions, messages, jobs and the answers of children are JSON.

    Django pickles what it keeps in its cache table; only counters of tries are kept there.
    """
    assert [found for found in FOUND if found[1].startswith("import")] == []
    assert settings.SESSION_SERIALIZER.endswith("JSONSerializer")
    assert "pickle" not in str(settings.MESSAGE_STORAGE).lower()


def test_every_token_comes_from_the_systems_randomness():
    assert [path for path, fault in FOUND if fault.startswith("guess")] == []
