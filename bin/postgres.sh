# shellcheck shell=bash
# Sourced by bin/test: a PostgreSQL of its own in a temporary folder, with pgbouncer in transaction mode before it.
# Exports TEST_DATABASE_URL and TEST_POOLER_URL. A server that is given in TEST_DATABASE_URL is used as it is.

postgres_folder=

postgres_bin() {
    local found
    found=$(command -v initdb || compgen -G "/usr/lib/postgresql/*/bin/initdb" || compgen -G "/opt/homebrew/opt/postgresql*/bin/initdb")
    [ -n "$found" ] && dirname "${found##*$'\n'}"
}

# initdb refuses to run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Hundreds of databases come and go, which the file systems of disks are slow at: in memory, where 4 GB are free there.
roomiest() {
    local free
    free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)
    if [ -w /dev/shm ] && [ "${free:-0}" -gt 4000000 ]; then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

start_postgres() {
    [ -z "${TEST_DATABASE_URL-}" ] || return 0
    local bin port pooler_port
    if ! bin=$(postgres_bin); then
        [ "${CI-}" != true ] || fail "PostgreSQL is missing, and with CI=true its tests must run. Run bin/setup."
        say "SKIPPED, NOT TESTED: PostgreSQL is not installed, so only SQLite is tested. Run bin/setup."
        return 0
    fi
    postgres_folder=$(mktemp -d -p "$(roomiest)")
    trap stop_postgres EXIT
    [ "$(id -u)" != 0 ] || chown postgres "$postgres_folder"
    port=$(free_port)
    as_postgres "$bin/initdb" --pgdata "$postgres_folder/data" --username postgres --auth trust --no-sync >/dev/null
    # The tests do not pull the plug, so nothing has to reach the disk.
    as_postgres "$bin/pg_ctl" --pgdata "$postgres_folder/data" --log "$postgres_folder/log" --wait start --options \
        "-p $port -k $postgres_folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300" >/dev/null
    export TEST_DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres"
    have pgbouncer || return 0
    pooler_port=$(free_port)
    cat >"$postgres_folder/pgbouncer.ini" <<INI
[databases]
* = host=127.0.0.1 port=$port
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $pooler_port
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
logfile = $postgres_folder/pgbouncer.log
pidfile = $postgres_folder/pgbouncer.pid
INI
    sed -i.bak 's/^\* = .*/& user=postgres/' "$postgres_folder/pgbouncer.ini"
    as_postgres pgbouncer --quiet --daemon "$postgres_folder/pgbouncer.ini"
    export TEST_POOLER_URL="postgres://postgres@127.0.0.1:$pooler_port/postgres"
}

stop_postgres() {
    [ -n "$postgres_folder" ] || return 0
    ! [ -f "$postgres_folder/pgbouncer.pid" ] || kill "$(cat "$postgres_folder/pgbouncer.pid")" 2>/dev/null || true
    as_postgres "$(postgres_bin)/pg_ctl" --pgdata "$postgres_folder/data" --mode immediate stop >/dev/null 2>&1 || true
    rm -rf "$postgres_folder"
    postgres_folder=
}
