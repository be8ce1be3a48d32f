#!/bin/sh
# The headquarters suite and the push benchmark against a Citus cluster: try_distributed.sh COORDINATOR WORKER WORKER…
# Each argument is a postgresql:// URL; the coordinator's database has the extension, the workers are added to it.
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
.venv/bin/python -m pytest -q -p no:randomly tests/hq tests/sync
.venv/bin/python -m memberpos bench --members 20000 --only push --database "$coordinator" --json
