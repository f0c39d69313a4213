# Two commands for a newcomer: `make demo` runs the product, `make test` passes the tests.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WORDS := src/capaian/locale/en/LC_MESSAGES/django

.PHONY: help setup demo test check bench lock docs guide-pictures messages clean
help:            ## what can be done here
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:[^#]*## /\t/' | expand -t 16

setup: $(STAMP) $(WORDS).mo  ## prepare .venv; the command is .venv/bin/capaian

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Capaian needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python3 -m venv does not work here (on Debian/Ubuntu: apt install python3-venv)"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(WORDS).mo: $(WORDS).po | $(STAMP)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale en

demo: setup      ## run the product on 127.0.0.1:$(PORT) with five demonstration agencies
	@CAPAIAN_DEMO=1 $(BIN)/capaian demo --port $(PORT)

test: setup      ## every test, on SQLite or on what DATABASE_URL names
	@$(BIN)/python -m pytest -n auto --dist worksteal

check: setup     ## what CI asks beside the tests: lint, types, contracts, drift
	@$(BIN)/python -m capaian.config.checks

bench: setup     ## ratios measured in one run; see docs/performance.md
	@$(BIN)/python -m bench

docs: setup      ## regenerate docs/workflows and docs/rules-index.md
	@$(BIN)/capaian docs

guide-pictures: setup  ## make the pictures of docs/guide anew, on the journeys that they show
	@CAPAIAN_GUIDE=1 $(BIN)/python -m pytest -q tests/system/test_people_journey.py tests/system/test_planning_journey.py

messages: setup  ## collect what the screens say into the English catalogue, new words left empty
	@DJANGO_SETTINGS_MODULE=capaian.config.settings.test $(BIN)/python -m capaian.config.catalogue

lock: setup      ## renew requirements.lock
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev --no-header --no-annotate pyproject.toml build.in -o requirements.lock

clean:           ## forget the environment and the demonstration database
	rm -rf $(VENV) var
