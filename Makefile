# Everything a person or a machine does with a checkout. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TESTS ?= tests
# Three processes: what the tests wait for (databases, servers, browsers) leaves room for one more than two cores.
PYTEST_ARGS ?= -q -n 3 --dist worksteal
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test quick bench lint format settings schema browser clean

help: ## Say what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.installed ## Serve the site on http://127.0.0.1:8000 (PORT=…), with demo content on its first start
	@exec $(BIN)/blog run --demo

test: $(VENV)/.tested browser ## Run all tests, on SQLite and PostgreSQL
	@$(BIN)/pytest $(PYTEST_ARGS) $(TESTS)

quick: $(VENV)/.tested ## Run the tests that need neither PostgreSQL nor a browser
	@$(BIN)/pytest -q -m "not browser and not slow" -k "not postgresql" $(TESTS)

bench: $(VENV)/.tested ## Measure speed and size, as ratios
	@$(BIN)/python -W ignore -m tests.benchmarks $(BENCH)

lint: $(VENV)/.tested ## Check style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(VENV)/.tested ## Put the style right
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

settings: $(VENV)/.installed ## Make docs/settings.md from the code
	@$(BIN)/blog settings --markdown > docs/settings.md

schema: $(VENV)/.installed ## Make docs/schema.graphql from the code
	@$(BIN)/blog graphql-schema > docs/schema.graphql

setup: $(VENV)/.installed ## Make the virtual environment alone

clean: ## Remove the virtual environment and caches; the site's own folder stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis

$(VENV)/.python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or say where it is: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: Quire needs Python 3.11 or newer. Say where one is: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments. Install its venv package (python3-venv on Debian and Ubuntu) and try again."; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: pyproject.toml hatch_build.py | $(VENV)/.python
	@echo "Installing what Quire needs (about half a minute, once)…"
	@$(BIN)/python -m pip install --quiet --no-compile --editable .
	@touch $@

# pip learned to read dependency groups in 25.1; the one that comes with Python may be older.
$(VENV)/.tested: $(VENV)/.installed
	@echo "Installing what the tests need…"
	@$(BIN)/python -m pip install --quiet 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --no-compile --group test --group lint --editable '.[s3,redis]'
	@touch $@

# The shell is the same browser without the window, which takes a third less time; any of them will do.
browser:
	@for name in chromium-headless-shell chromium chromium-browser google-chrome; do \
		command -v $$name >/dev/null && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the browser tests…"; \
		export DEBIAN_FRONTEND=noninteractive; \
		install="apt-get install -y -qq --no-install-recommends"; \
		{ apt-get update -qq && { $$install chromium-headless-shell >/dev/null 2>&1 || $$install chromium >/dev/null; }; } \
			|| echo "Chromium could not be installed, so the browser tests will be skipped."; \
	else \
		echo "There is no Chromium here and this user may not install it, so the browser tests will be skipped."; \
	fi
