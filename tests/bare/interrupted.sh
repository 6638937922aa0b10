#!/usr/bin/env bash
# interrupted.sh: scripts/serve from nothing, interrupted by Ctrl-C in a terminal once in each of its steps, must be up in the end, and each time
# leave no process behind. Run where nothing is cached: scripts/environment/try-bare 12|13 [--user] -- tests/bare/interrupted.sh
# -m: what is started in the background does not ignore Ctrl-C.
set -uom pipefail
cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
log=$folder/terminal keys=$folder/keys terminal=''
mkfifo "$keys"

fail() { echo "FAILED: $*"; tail -5 "$log"; exit 1; }
start() {
  : >"$log"
  script -qfec scripts/serve "$log" <"$keys" >/dev/null &
  terminal=$!
  exec 3>"$keys"
}
# until_line TEXT: waits for it in what scripts/serve says; 1 where that ends first.
until_line() {
  until grep -q "$1" "$log"; do
    kill -0 "$terminal" 2>/dev/null || return 1
    sleep 0.2
  done
}
# Whose work it was: compilers, package managers, the server. A bare system has no pgrep.
left_behind() {
  local name
  for name in /proc/[0-9]*/comm; do
    read -r name <"$name" 2>/dev/null || continue
    case $name in apt* | dpkg* | bwrap | cmake | ninja | node | npm* | clang* | mmdebstrap | serve | python3) echo "$name" ;; esac
  done
}
# A key, so that it reaches what runs as root as well. apt first ends what dpkg has begun, which can be all of it.
interrupt() {
  local began=$SECONDS rest
  printf '\003' >&3
  while kill -0 "$terminal" 2>/dev/null; do
    [ $((SECONDS - began)) -lt 900 ] || fail "still running 900 s after Ctrl-C"
    sleep 0.2
  done
  exec 3>&-
  sleep 2
  rest=$(left_behind)
  [ -z "$rest" ] || fail "left behind: $rest"
}

for step in 1 2 3 4 5; do
  began=$SECONDS
  start
  until_line "step $step of 5" || fail "ended before step $step"
  sleep $((step < 4 ? 15 : 3))
  interrupt
  echo "interrupted in step $step, $((SECONDS - began)) s after its start"
done
start
until_line 'http://127.0.0.1:' || fail "not up after five interruptions"
echo "ok: up after five interruptions"
interrupt
