# make demo: the shipped example, from reports to a site in demo/site
# make test: every check; .ci/run calls it
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := examples/euphrates-2018-11
LOCK := $(BIN)/uv pip compile --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11

.PHONY: help demo test check lock clean

help:
	@sed -n '1,2s/^# //p' Makefile

$(VENV)/.run: requirements/run.txt pyproject.toml scripts/environment.sh
	scripts/environment.sh requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml scripts/environment.sh
	scripts/environment.sh requirements/dev.txt
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run
	$(BIN)/tollbook run $(EXAMPLE)/reports.jsonl --workspace demo \
		--gazetteer $(EXAMPLE)/places.csv --title "Middle Euphrates, November 2018"
	@echo "Open demo/site/index.html in a browser; look closer with: $(BIN)/tollbook show demo"

test: $(VENV)/.dev
	scripts/browser.sh
	$(MAKE) check

check:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --cov=tollbook --cov-report=term:skip-covered

lock: $(VENV)/.dev
	$(LOCK) requirements/run.in requirements/build.in -o requirements/run.txt
	$(LOCK) requirements/dev.in requirements/build.in -o requirements/dev.txt

clean:
	rm -rf demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache htmlcov .coverage
