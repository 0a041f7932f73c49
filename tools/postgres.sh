#!/bin/sh
# Starts or stops a throw-away PostgreSQL of the tests' own; "start" prints its address.
set -eu
dir=${REDWELL_TEST_POSTGRES:-/tmp/redwell-test-postgres-$(id -u)}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")
[ -x "$bin/initdb" ] || { echo "no PostgreSQL server is installed" >&2; exit 1; }
# A server refuses to run as root: the package's own account runs it.
as() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$*"; else sh -c "$*"; fi; }
case $1 in
start)
    # Never take down a server that somebody else's run is using.
    if [ -f "$dir/data/postmaster.pid" ] && as "$bin/pg_ctl -D $dir/data status" >/dev/null 2>&1; then
        echo "a test server runs already in $dir: sh tools/postgres.sh stop" >&2; exit 1
    fi
    rm -rf "$dir"; mkdir -p "$dir"; [ "$(id -u)" = 0 ] && chown postgres "$dir"
    as "$bin/initdb -D $dir/data -U redwell -A trust -E UTF8 --no-sync" >"$dir.log" 2>&1
    as "$bin/pg_ctl -w -D $dir/data -l $dir/server.log -o '-k $dir -c listen_addresses=127.0.0.1 -p 54329 -c fsync=off' start" >>"$dir.log" 2>&1
    as "$bin/createdb -h 127.0.0.1 -p 54329 -U redwell redwell" >>"$dir.log" 2>&1
    echo "postgresql://redwell@127.0.0.1:54329/redwell" ;;
stop)
    [ -d "$dir/data" ] && as "$bin/pg_ctl -m immediate -D $dir/data stop" >/dev/null 2>&1
    rm -rf "$dir" ;;
esac
