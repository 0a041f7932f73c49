#!/bin/sh
# The whole suite on SQLite, then everything that touches the database on a real PostgreSQL.
set -eu
PY=.venv/bin/python
# As many at a time as there are cores.
$PY -m pytest -n auto
if server=$(sh tools/postgres.sh start); then
    trap 'sh tools/postgres.sh stop' EXIT
    export REDWELL_DATABASE=$server
    $PY -m pytest tests/core tests/docketing tests/house tests/site tests/stories
elif [ -n "${CI:-}" ]; then
    echo "PostgreSQL could not be started, and in CI nothing is skipped." >&2
    exit 1
else
    echo "PostgreSQL tests were left out: install postgresql (apt-get install postgresql)." >&2
fi
