#!/bin/sh
# The headquarters suite and the push benchmark against a Citus cluster: try_distributed.sh COORDINATOR WORKER WORKER…
# Each argument is a postgresql:// URL (host and port, no socket); every server has Citus among its
# shared_preload_libraries. Takes some twenty minutes; fewer tests: TESTS="tests/hq/test_feed.py".
set -eu
if [ "$#" -lt 2 ]; then
  echo "usage: $0 COORDINATOR WORKER [WORKER…]" >&2
  exit 2
fi
cd "$(dirname "$0")/.."
coordinator=$1
shift
.venv/bin/python - "$coordinator" "$@" <<'PYTHON'
import sys
import psycopg

coordinator, *workers = sys.argv[1:]
with psycopg.connect(coordinator, autocommit=True) as conn:
    conn.execute("CREATE EXTENSION IF NOT EXISTS citus")
    conn.execute("SELECT citus_set_coordinator_host(%s, %s)", (conn.info.host, conn.info.port))
    for worker in workers:
        with psycopg.connect(worker, autocommit=True) as node:
            node.execute("CREATE EXTENSION IF NOT EXISTS citus")
            host, port = node.info.host, node.info.port
        conn.execute("SELECT citus_add_node(%s, %s)", (host, port))
    print(conn.execute("SELECT version()").fetchone()[0])
    print(conn.execute("SELECT citus_version()").fetchone()[0])
    print(conn.execute("SELECT node_name, node_port FROM citus_get_active_worker_nodes()").fetchall())
PYTHON
export MEMBERPOS_TEST_DATABASE="$coordinator" MEMBERPOS_TEST_DISTRIBUTED=1
# shellcheck disable=SC2086  several paths are several words
failed=0
.venv/bin/python -m pytest -q -p no:randomly --timeout 600 ${TESTS:-tests/hq tests/sync} || failed=$?
.venv/bin/python -m memberpos bench --members 1 --only push --quick --database "$coordinator"
exit "$failed"
