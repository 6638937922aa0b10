# Sourced by the scripts of this folder: runs one step at a time, says what it does, keeps its log.

. "$(dirname "${BASH_SOURCE[0]}")/environment/common.sh"
environment=$here/run
logs=$project_root/build/logs
cd "$project_root" || die "cannot enter $project_root"
need_space "$project_root/build" 500 "Building"
mkdir -p "$logs"

# plan STAGE...: from now on these stages are announced as step n of m, and with the time they usually take.
steps=()
plan() { steps=("$@"); }
step_of() {
  local number=0 step
  for step in "${steps[@]}"; do
    number=$((number + 1))
    [ "$step" != "$1" ] || echo "step $number of ${#steps[@]}: "
  done
}
# Seconds on two cores when nothing is there yet; nothing for what takes no time or was not measured.
usual_seconds() {
  case $1 in environment) echo 130 ;; configure-wasm) echo 60 ;; build-wasm) echo 90 ;; npm) echo 15 ;; build-site) echo 15 ;; esac
}

# stage NAME WHAT COMMAND...: quiet when all is well; else the end of the log and one line that names it. Answers the command's exit code.
stage() {
  local name=$1 what=$2 log=$logs/$1.log began=$SECONDS code=0 usual='' cause
  shift 2
  [ -z "$(step_of "$name")" ] || usual="; the first time usually $(usual_seconds "$name") s"
  say "$(step_of "$name")$what (log: build/logs/$name.log$usual)"
  "$@" >"$log" 2>&1 || code=$?
  if [ "$code" = 0 ]; then
    [ $((SECONDS - began)) -lt 5 ] || say "  done in $((SECONDS - began)) s"
  else
    cause=$(why_failed "$log")
    [ -n "$cause" ] || tail -n "${WEIGHBRIDGE_LOG_LINES:-30}" "$log" >&2
    say "FAILED: $what${cause:+: $cause} (whole log: build/logs/$name.log)"
  fi
  return "$code"
}

# prepare_environment [serve]: everything that needs a compiler, Node or a browser runs in the build environment, which is made here if it is
# not there yet; for the page a smaller one is enough. That is a step of its own, and says itself what it does.
prepare_environment() {
  export WEIGHBRIDGE_PACKAGES=${1:-all}
  [ -z "$(step_of environment)" ] || say "$(step_of environment)the build environment (the first time usually $(usual_seconds environment) s)"
  "$environment" true || exit 1
}

build_native() {  # TARGET...: `all` also builds the tests
  stage configure-native "configuring the native build" configure native || return
  stage build-native "building ${*} (native)" "$environment" ninja -j"$(processors)" -C build/native "$@"
}

build_wasm() {  # TARGET...: without one, the command for Node too
  stage configure-wasm "building HDF5 for WebAssembly and configuring the module" configure wasm || return
  stage build-wasm "building the WebAssembly module" "$environment" ninja -j"$(processors)" -C build/wasm "$@"
}

# A build folder configured once reconfigures itself when CMake files change; one configured with other tools or presets is configured anew
# (CMake keeps what it once took from a preset).
configure() {
  local tools dependencies=native
  case $1 in wasm | linux-aarch64 | windows-x86_64 | macos-*) dependencies=$1 ;; asan) dependencies=sanitized ;; esac
  tools=$("$environment" sh -c 'echo "$WEIGHBRIDGE_INSIDE"; command -v cmake c++ emcc || true') && tools+=$'\n'$(cksum <CMakePresets.json) || return
  if [ -e "build/$1/build.ninja" ] && [ "$tools" = "$(cat "build/$1/.tools" 2>/dev/null || echo "$tools")" ]; then
    "$environment" "$here/build-dependencies" "$dependencies" || return
  else
    "$environment" cmake --preset "$1" --fresh || return
  fi
  echo "$tools" >"build/$1/.tools"
}

# node_modules is as the lock file says; npm leaves its own copy of the lock there.
install_npm() {
  [ -e web/node_modules/.package-lock.json ] && [ web/node_modules/.package-lock.json -nt web/package-lock.json ] && return
  stage npm "installing the web part's tools with npm" with_retries - "$environment" npm ci --prefix web --no-audit --no-fund
}

# The bundlers that the examples are built with in the tests: only for those.
install_bundlers() {
  local folder=tests/npm/bundlers
  [ -e $folder/node_modules/.package-lock.json ] && [ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ] && return
  stage bundlers "installing the bundlers of the tests with npm" with_retries - "$environment" npm ci --prefix $folder --no-audit --no-fund
}

build_site() {
  build_wasm page_modules && install_npm && stage build-site "building the page" "$environment" npm run build --prefix web && "$environment" scripts/manifest site
}

build_npm() {
  build_wasm && install_npm && stage build-npm "building the npm package" "$environment" npm run build:npm --prefix web && "$environment" scripts/manifest npm
}

# Once a run, since it clears away all wheels that were there: several systems can be asked for at once.
wheels_are_fresh=''
build_python() {
  [ -z "$wheels_are_fresh" ] || return 0
  build_native weighbridge && build_wasm weighbridge_command && stage pack-python "packing the Python package" "$environment" integrations/python/pack &&
    wheels_are_fresh=1
}

# build_for TARGET NAME SYSTEM: the wheel of another system, by a compiler for it (scripts/environment/cross), which the first time compiles that
# system's C++ library.
build_for() {
  stage "configure-$2" "building HDF5 for $3 and configuring the command" configure "$1" &&
    stage "build-$2" "building the command for $3" "$environment" ninja -j"$(processors)" -C "build/$1" weighbridge &&
    stage "pack-$2" "packing the wheel for $3" "$environment" integrations/python/pack "$1"
}

build_arm() { build_python && build_for linux-aarch64 arm "ARM Linux"; }
build_windows() { build_python && build_for windows-x86_64 windows Windows; }
build_macos() { build_python && build_for macos-arm64 macos-arm64 "macOS on ARM" && build_for macos-x86_64 macos-x86_64 "macOS on Intel"; }

build_integrations() {
  build_npm && stage pack-integrations "packing the integrations" "$environment" integrations/pack
}
