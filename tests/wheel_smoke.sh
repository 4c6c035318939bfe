#!/usr/bin/env bash
# Builds the wheel, installs it (without extras) in an empty environment outside the checkout, and uses it there.
set -euo pipefail
python="${1:-python3}"
checkout="$(cd "$(dirname "$0")/.." && pwd)"
outside="$(mktemp -d)"
trap 'rm -rf "$outside"' EXIT

"$checkout/.venv/bin/python" -m build --wheel --outdir "$outside/dist" "$checkout" >"$outside/build.log" 2>&1 ||
  { cat "$outside/build.log"; exit 1; }
"$python" -m venv "$outside/venv"
"$outside/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  --constraint "$checkout/constraints.txt" "$outside"/dist/*.whl

cd "$outside"
xlr="$outside/venv/bin/xlr"
"$xlr" --version
"$xlr" ingest lab 2>/dev/null
"$xlr" overlap --corpus lab 2>/dev/null
rows="$("$xlr" sql --format csv "select count(*) as n from overlap where shared_test > 0" | tail -n 1)"
[ "$rows" -gt 0 ] || { echo "wheel: no overlap was counted"; exit 1; }
rows="$("$xlr" sql --format csv "select count(*) from published_correlation" | tail -n 1)"
[ "$rows" -gt 0 ] || { echo "wheel: the published numbers are not in it"; exit 1; }
"$xlr" report --out report.html
grep -q '<html' report.html
# Into files first: grep -q leaves at its first match, and a command whose reader is gone ends with status 1.
"$xlr" run --list >list.txt
grep -q '^paper ' list.txt || { echo "wheel: the studies are not in it"; exit 1; }
"$xlr" run demo --dry-run >plan.txt
grep -q '38 runs, 38 to do' plan.txt || { echo "wheel: no plan without torch"; cat plan.txt; exit 1; }
if "$xlr" train --encoder lab-tiny --on qaa --test qab 2>train.log; then
  echo "wheel: training without torch should have failed"; exit 1
fi
grep -q "xlr-warehouse\[train\]" train.log || { echo "wheel: no install line for the missing extra"; cat train.log; exit 1; }
echo "wheel: installs and works outside the checkout"
