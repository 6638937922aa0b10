# Sourced by the scripts of this folder: runs one step at a time, says what it does, keeps its log.

. "$(dirname "${BASH_SOURCE[0]}")/environment/common.sh"
environment=$here/run
logs=$project_root/build/logs
cd "$project_root" || die "cannot enter $project_root"
need_space "$project_root/build" 500 "Building"
mkdir -p "$logs"

# stage NAME WHAT COMMAND...: quiet when all is well; else the end of the log and one line that names it. Answers the command's exit code.
stage() {
  local name=$1 what=$2 log=$logs/$1.log began=$SECONDS code=0
  shift 2
  say "$what (log: build/logs/$name.log)"
  "$@" >"$log" 2>&1 || code=$?
  if [ "$code" = 0 ]; then
    [ $((SECONDS - began)) -lt 5 ] || say "  done in $((SECONDS - began)) s"
  else
    tail -n "${WEIGHBRIDGE_LOG_LINES:-30}" "$log" >&2
    if grep -q 'No space left on device' "$log"; then say "the disk is full: free some space and run this again."; fi
    say "FAILED: $what (whole log: build/logs/$name.log)"
  fi
  return "$code"
}

# Everything that needs a compiler, Node or a browser runs in the build environment; making it is a step of its own, said aloud.
prepare_environment() { "$environment" true || exit 1; }

build_native() {  # TARGET...: `all` also builds the tests
  stage configure-native "configuring the native build" configure native || return
  stage build-native "building ${*} (native)" "$environment" ninja -j2 -C build/native "$@"
}

build_wasm() {
  stage configure-wasm "configuring the WebAssembly build" configure wasm || return
  stage build-wasm "building the WebAssembly module" "$environment" ninja -j2 -C build/wasm
}

# A build folder configured once reconfigures itself when CMake files change.
configure() {
  if [ -e "build/$1/build.ninja" ]; then "$environment" "$here/build-dependencies" "$1"; else "$environment" cmake --preset "$1"; fi
}

# node_modules is as the lock file says; npm leaves its own copy of the lock there.
install_npm() {
  [ -e web/node_modules/.package-lock.json ] && [ web/node_modules/.package-lock.json -nt web/package-lock.json ] && return
  stage npm "installing the web part's tools with npm" "$environment" npm ci --prefix web --no-audit --no-fund
}

build_site() {
  build_wasm && install_npm && stage build-site "building the page" "$environment" npm run build --prefix web
}

build_npm() {
  build_wasm && install_npm && stage build-npm "building the npm package" "$environment" npm run build:npm --prefix web
}

build_integrations() {
  build_npm && stage pack-integrations "packing the integrations" "$environment" integrations/pack
}
