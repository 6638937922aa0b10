#!/usr/bin/env bash
# dockerfile.sh: does what the Dockerfile says, step by step, where there is no Docker, and asks the page that its command serves.
# Changes the system it runs on. Run in one made for it: scripts/environment/try-bare 13 -- tests/bare/dockerfile.sh
set -euo pipefail
checkout=$(cd "$(dirname "$0")/../.." && pwd)
. "$checkout/scripts/environment/served.sh"
cd /

step() {  # a line of the Dockerfile, continued lines joined
  local rest=${1#* } from
  echo "Step: ${1:0:100}"
  case $1 in
    FROM\ debian:13) grep -q '^VERSION_ID="13"' /etc/os-release ;;
    'COPY . .') cp -r "$checkout/." . ;;
    COPY\ *) from=${rest%% *}; cp "$checkout/$from" "${rest#* }" ;;
    RUN\ *) sh -c "$rest" ;;
    ENV\ *) local pair; for pair in $rest; do export "${pair?}"; done ;;
    WORKDIR\ *) mkdir -p "$rest"; cd "$rest" ;;
    EXPOSE\ *) ;;
    CMD\ *) command=$(sed 's/^\["//; s/"\]$//' <<<"$rest") ;;
    *) echo "FAILED: an instruction that this script does not know"; exit 1 ;;
  esac
}

while IFS= read -r line; do
  while [[ $line == *\\ ]]; do IFS= read -r more; line="${line%\\}$more"; done
  [[ $line =~ ^(#.*)?$ ]] || step "$line"
done <"$checkout/Dockerfile"

log=$(mktemp)
$command >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
until port=$(served_port "$log") && [ -n "$port" ]; do
  kill -0 "$server" 2>/dev/null || { cat "$log"; echo "FAILED: the container's command ended"; exit 1; }
  sleep 0.5
done
is_page "$(served "$port" /)" || { echo "FAILED: the page does not answer"; exit 1; }
echo "ok: the container's command serves the page"
