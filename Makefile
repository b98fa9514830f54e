# make demo: the shipped example, from reports to a site in demo/site
# make test: every check; .ci/run calls it
# make coverage: which lines the tests reach
# make bench: extraction beside regular expressions and spaCy rules
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := examples/euphrates-2018-11
LOCK := $(BIN)/uv pip compile --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11

.PHONY: help demo test check coverage bench lock clean

help:
	@sed -n '1,4s/^# //p' Makefile

$(VENV)/.run: requirements/run.txt pyproject.toml scripts/environment.sh
	scripts/environment.sh requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml scripts/environment.sh
	scripts/environment.sh requirements/dev.txt
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run
	$(BIN)/tollbook run $(EXAMPLE)/reports.jsonl $(EXAMPLE)/newspaper.txt --workspace demo \
		--gazetteer $(EXAMPLE)/places.csv --title "Middle Euphrates, November 2018" \
		--title-ar "الفرات الأوسط، تشرين الثاني/نوفمبر 2018"
	@echo "Open demo/site/index.html in a browser; look closer with: $(BIN)/tollbook show demo"

test: $(VENV)/.dev
	scripts/system.sh
	$(MAKE) check

check:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2
	$(BIN)/python scripts/with_postgresql.py $(BIN)/pytest -n 2 tests/web -m "not model and (whole_day or not browser)"

# Apart from the check: measuring lines and branches takes the tests two thirds longer.
coverage: $(VENV)/.dev
	$(BIN)/pytest -n 2 --cov=tollbook --cov-report=term:skip-covered

# The peers have an environment of their own: they are no part of Tollbook.
.venv-bench/.made: requirements/bench.txt $(VENV)/.dev
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-bench
	$(BIN)/uv pip install --quiet --compile-bytecode --python .venv-bench --require-hashes -r requirements/bench.txt
	$(BIN)/uv pip install --quiet --python .venv-bench --no-deps --no-build-isolation -e .
	@touch $@

bench: .venv-bench/.made
	.venv-bench/bin/python benchmarks/extract.py

lock: $(VENV)/.dev
	$(LOCK) requirements/run.in requirements/build.in -o requirements/run.txt
	$(LOCK) requirements/dev.in requirements/build.in -o requirements/dev.txt
	$(LOCK) requirements/bench.in requirements/build.in -o requirements/bench.txt

clean:
	rm -rf demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache htmlcov .coverage
