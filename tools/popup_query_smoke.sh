#!/usr/bin/env bash
# Asks a running `autocapture serve` as the popup does, and says whether the answer is what the contract promises
# (docs/windows-hypervisor-popup-query-contract.md). Needs curl and python3.
#
#   tools/popup_query_smoke.sh [http://127.0.0.1:8787] [question]
set -euo pipefail

base=${1:-http://127.0.0.1:8787}
question=${2:-what was on the screen last?}
curl=(curl --silent --show-error --max-time 12 --retry 2 --retry-delay 1)

field() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }

"${curl[@]}" --fail "$base/api/health" >/dev/null || { echo "No server answers at $base." >&2; exit 1; }
token=$("${curl[@]}" --fail "$base/api/auth/token" | field token)

refused=$("${curl[@]}" --output /dev/null --write-out '%{http_code}' --data '{"query": "x"}' "$base/api/query/popup")
[[ $refused == 401 ]] || { echo "Without the token it said $refused, not 401." >&2; exit 1; }

body=$(python3 -c 'import json, sys; print(json.dumps({"query": sys.argv[1], "max_citations": 3,
    "schedule_extract": True}))' "$question")
# The token goes by standard input: other accounts can read the words of a command.
reply=$("${curl[@]}" --fail --config - --data "$body" "$base/api/query/popup" <<<"header = \"Authorization: Bearer $token\"")

python3 - "$reply" <<'CHECK'
import json
import sys

reply = json.loads(sys.argv[1])
wanted = {
    "ok", "query", "query_run_id", "state", "summary", "bullets", "topic", "confidence_pct", "needs_processing",
    "processing_blocked_reason", "scheduled_extract_job_id", "latency_ms_total", "citations",
}  # fmt: skip
lacking = sorted(wanted - reply.keys())
if lacking:
    sys.exit(f"The reply lacks {', '.join(lacking)}.")
if reply["scheduled_extract_job_id"] or len(reply["citations"]) > 3:
    sys.exit("The reply scheduled something, or cites more than was asked for.")
print(f"{reply['state']}: {reply['summary']}")
print(f"{len(reply['citations'])} citations, {reply['latency_ms_total']:.0f} ms")
CHECK
