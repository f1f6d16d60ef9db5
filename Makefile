# The whole gate is `make check` and `make test`; `make run` is the product.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run install check test bench verify format clean

run: .venv/.built
	@$(BIN)/glassbox

install: .venv/.built

check: .venv/.tested
	$(BIN)/ruff format --check bot tests
	$(BIN)/ruff check bot tests
	$(BIN)/mypy
	$(BIN)/lint-imports

test: .venv/.tested
	$(BIN)/glassbox build
	OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses=2 --dist=worksteal

bench: .venv/.tested
	$(BIN)/glassbox build
	$(BIN)/python -m tests.bench

verify:
	deploy/verify.sh

format: .venv/.tested
	$(BIN)/ruff format bot tests
	$(BIN)/ruff check --fix bot tests

clean:
	rm -rf .venv .glassbox

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Glassbox needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.built: pyproject.toml | .venv/bin/python
	@if [ "$$(uname -sm)" = "Darwin x86_64" ]; then echo "There is no torch for Macs with Intel processors any more:" \
		"README.md, under Start, says how to build elsewhere." >&2; exit 1; fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[build]'
	@touch $@

.venv/.tested: .venv/.built
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[build,test]'
	@touch $@
