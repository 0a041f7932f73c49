#!/bin/sh
# What must hold of the code itself: style, types of the pure libraries, layers, licences, security.
set -eu
PY=.venv/bin
$PY/ruff check --no-cache src tests bench tools hatch_build.py
$PY/ruff format --check -q src tests bench tools hatch_build.py
$PY/mypy
PYTHONPATH=src $PY/lint-imports
$PY/bandit -q -ll -r src
$PY/python tools/check-licences.py
$PY/python -m redwell makemigrations --check --dry-run
$PY/python -m redwell check --fail-level WARNING
echo "check: all clear"
