#!/usr/bin/env bash
# What action.yml runs: installs the package into an environment of its own, judges the files and says so in the log (annotations), in the
# job's summary and in a file for code scanning. Ends with the command's exit code. Its inputs come as WEIGHBRIDGE_...
set -euo pipefail

environment=${RUNNER_TEMP:-/tmp}/weighbridge-environment
python=$(command -v python3 || command -v python) || { echo "::error::Weighbridge needs Python; add actions/setup-python before it."; exit 2; }
"$python" -m venv "$environment"
bin=$environment/bin
[ -d "$bin" ] || bin=$environment/Scripts # Windows
"$bin/python" -m pip install --quiet --disable-pip-version-check "$WEIGHBRIDGE_PACKAGE"

words=(--color never)
[ -z "$WEIGHBRIDGE_CONFIG" ] || words+=(--config "$WEIGHBRIDGE_CONFIG")
[ -z "$WEIGHBRIDGE_BASELINE" ] || words+=(--baseline "$WEIGHBRIDGE_BASELINE")
[ -z "$WEIGHBRIDGE_FAIL_ON" ] || words+=(--fail-on "$WEIGHBRIDGE_FAIL_ON")
words+=(--) # behind it no file is taken for an option
while IFS= read -r path; do
  path=${path%$'\r'}
  [ -z "$path" ] || words+=("$path")
done <<<"$WEIGHBRIDGE_PATHS"

# weighbridge OPTION...: of the files at hand.
weighbridge() { "$bin/python" -m weighbridge "$@" "${words[@]}"; }

code=0 told=${RUNNER_TEMP:-/tmp}/weighbridge-annotations
weighbridge --format github | tee "$told" || code=$?
# The summary has bad files alone. Every bad one has an annotation, so where there is none the files are not read again for it.
bad=false
if [ "$code" != 0 ] || grep -qE '^::(error|warning) ' "$told"; then bad=true; fi
# What follows tells the same in other words; it has no say in the exit code. GitHub takes a megabyte a summary.
if [ "$bad$WEIGHBRIDGE_SUMMARY" = truetrue ] && [ "$code" -le 2 ]; then
  { weighbridge --markdown --only-bad 2>/dev/null || true; } | head -c 1000000 >>"$GITHUB_STEP_SUMMARY"
fi
if [ -n "$WEIGHBRIDGE_SARIF" ] && [ "$code" -le 2 ]; then weighbridge --sarif >"$WEIGHBRIDGE_SARIF" 2>/dev/null || true; fi
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
