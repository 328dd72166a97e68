# Every target makes the environment it needs by itself; nothing has to be installed by hand.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint long browser lock messages

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/runs ## set up and serve the model region (PORT=8000)
	$(BIN)/nahtlos demo --port $(PORT)

test: lint ## lint and test on the database of NAHTLOS_DATABASE_URL (default: SQLite), without a browser
	$(BIN)/pytest -q -n auto -m "not browser and not long"

lint: $(VENV)/develops ## style, types and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

browser: $(VENV)/develops ## the tests that click through the pages in Chromium
	$(BIN)/pytest -q -m "browser and not long" tests/browser

long: $(VENV)/develops ## the tests that take minutes
	$(BIN)/pytest -q -m long

lock: ## resolve the dependencies anew
	$(PYTHON) -m venv .cache/lock && .cache/lock/bin/pip install --quiet uv
	.cache/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --extra build pyproject.toml -o requirements.lock
	.cache/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -c requirements.lock --extra build --extra dev pyproject.toml -o requirements-dev.lock

messages: $(VENV)/develops ## bring the catalogues up to date with the texts in the code
	$(BIN)/python -m tests.catalogue

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/runs: requirements.lock pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/develops: requirements-dev.lock pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/runs
