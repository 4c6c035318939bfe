# Everything here sets up its own environment in .venv; Python 3.11 or newer and pip are all it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PEERS := .venv-bench

.PHONY: demo test test-long test-cluster check tests wheel bench docs clean
.DELETE_ON_ERROR:

demo: $(STAMP) ## the whole main job on the lab's languages; writes build/report.html
	$(BIN)/xlr --warehouse build/demo.duckdb demo

test: check tests wheel ## every check and every test

test-long: $(STAMP) ## every way in: a thousand damaged files each, and killed a hundred times (an hour or two)
	XLR_FUZZ_CASES=1000 XLR_KILLS=100 $(BIN)/pytest --numprocesses auto -s tests/fuzz tests/end_to_end/test_killed.py \
	  tests/end_to_end/test_train_killed.py

test-cluster: $(STAMP) ## runs on a real Slurm of one node; needs Debian's slurm-wlm and munge, else each is skipped
	$(BIN)/pytest --numprocesses 0 tests/cluster

check: $(STAMP) ## format, lint, types, architecture, SQL
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports --no-cache
	$(BIN)/sqlfluff lint --disable-progress-bar --processes 0 sql

tests: $(STAMP) ## the tests, on every core
	$(BIN)/pytest --numprocesses auto --dist loadfile --ignore tests/cluster

wheel: $(STAMP) ## build the wheel, install it outside the checkout, use it there
	bash tests/wheel_smoke.sh $(PYTHON)

bench: $(STAMP) $(PEERS)/.installed ## speed beside the peers, as ratios (an hour)
	$(BIN)/python -m tests.benchmarks

docs: $(STAMP) ## the references that are written by the program
	$(BIN)/python -m xlr_warehouse.cli.reference docs

clean: ## what the build made, but not warehouses elsewhere
	rm -rf build dist $(VENV) $(PEERS)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "xlr-warehouse needs Python 3.11 or newer; name one with 'make PYTHON=/path/to/python3.11 ...'." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "xlr-warehouse needs Python's venv module; install it (on Debian: apt install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(PEERS)/.installed: pyproject.toml constraints.txt $(STAMP)
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@touch $@
