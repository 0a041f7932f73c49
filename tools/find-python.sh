#!/bin/sh
# Prints the path of a Python 3.12 or newer that really runs, or nothing (uv may then fetch one).
# A pyenv shim that merely exists does not count: it has to execute.
works() { [ -n "$1" ] && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }
for name in python3.13 python3.14 python3.12 python3; do
    found=$(command -v "$name" 2>/dev/null) && works "$found" && { echo "$found"; exit 0; }
done
for found in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[3-9]*/bin/python3 \
             "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.12*/bin/python3 \
             /usr/local/bin/python3.1[2-9]; do
    works "$found" && { echo "$found"; exit 0; }
done
exit 0
