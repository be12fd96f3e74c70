#!/usr/bin/env bash
# Asks the service everything that /openapi.json describes, well and badly (Schemathesis), over a copy of a store:
#
#     entente ingest reports.jsonl --store reports.db
#     crates/apps/server/checks/service.sh reports.db              # ENTENTE=target/release/entente EXAMPLES=50
#
# Fails if an answer is 5xx, is not what its schema says, has an undescribed status or content type, or if a request that its schema does not
# allow is answered. Afterwards the store has to be sound. Needs Python 3.10 or later; what it runs with comes from PyPI, as requirements.txt pins it.
#
# Two checks of Schemathesis are left out. `positive_data_acceptance`: no schema can say that a cursor is one that was given out, or that a text has
# a word in it. `unsupported_method`: a POST without JSON or a GET with a body is refused for that (415, 400) before it is looked what the path takes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
entente=${ENTENTE:-target/release/entente}
examples=${EXAMPLES:-50}
store=${1:?"which store? give the path of one that entente ingest filled"}

folder=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill "$service" 2>/dev/null || true; rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
cp "$store" "$folder/store.db"
[ ! -e "$store-wal" ] || cp "$store-wal" "$folder/store.db-wal"
"$entente" store migrate --store "$folder/store.db" >/dev/null

"$entente" serve --listen 127.0.0.1:0 --store "$folder/store.db" 2>"$folder/log" &
service=$!
address=
for _ in $(seq 100); do
  address=$(sed -n 's|.*listening on \(http://[^ /]*\).*|\1|p' "$folder/log" | head -n 1)
  [ -z "$address" ] || break
  sleep 0.1
done
[ -n "$address" ] || { echo "the service does not listen:" >&2; cat "$folder/log" >&2; exit 2; }

cd "$folder"
failed=0
try() {
  venv/bin/st run "$address/openapi.json" --checks all --exclude-checks positive_data_acceptance,unsupported_method \
    --max-response-time 30 --continue-on-failure --seed 1 "$@" || failed=1
}
try --exclude-path /api/v1/live --request-timeout 30 --max-examples "$examples"
# A stream does not end by itself: each is listened to for two seconds.
try --include-path /api/v1/live --request-timeout 2 --phases fuzzing --max-examples 10

kill "$service"
wait "$service" || true
service=
if grep -n 'panicked at' log; then failed=1; fi
cd - >/dev/null
"$entente" store check --store "$folder/store.db"
exit "$failed"
