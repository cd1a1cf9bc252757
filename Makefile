# threekey. `make refresh` and `make test` do all of their own set-up on a fresh Debian machine with Python 3.11, git and make.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
THREEKEY_HOME ?= $(CURDIR)/data
EXAMPLE ?= examples/beita-2023-11
# installing from a lock: every file by its hash, nothing resolved, nothing that is not in the lock
INSTALL := $(BIN)/pip install -qq --disable-pip-version-check --no-deps --require-hashes -r
INSTALL_SELF := $(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
DBT_FILES := $(shell find dbt_project -type f \( -name '*.sql' -o -name '*.yml' -o -name '*.csv' \) -not -path '*/target/*')
MANIFEST := dbt_project/target/manifest.json
APT := $(if $(filter 0,$(shell id -u)),apt-get,sudo apt-get)

export THREEKEY_HOME
export DO_NOT_TRACK := 1

.PHONY: help setup refresh test test-fast test-unit lint format dev bench endurance licences sbom audit docs lock clean browser proxy \
	postgres postgresql

help:
	@echo "make setup     set up what a refresh needs, and no more"
	@echo "make refresh   set up, then play the nights of the example into $(THREEKEY_HOME)"
	@echo "make test      set up, then all tests"
	@echo "make test-fast set up, then the tests that need no dbt build, no played home and no browser: about a minute"
	@echo "make test-unit set up, then tests/unit in one process"
	@echo "make postgres  set up what keeps the history of runs in PostgreSQL, too"
	@echo "make dev       Dagster UI and daemon on 127.0.0.1:3000"
	@echo "make lint | bench | endurance | licences | sbom | audit | docs | lock | clean"

$(VENV)/bin/python:
	@echo "· making $(VENV)"
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(APT) install -y -q python3-venv >/dev/null
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@if [ ! -e $(VENV)/.dev ]; then echo "· installing requirements.lock"; $(INSTALL) requirements.lock; fi
	@$(INSTALL_SELF)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "· installing requirements-dev.lock"
	@$(INSTALL) requirements-dev.lock
	@if [ ! $(VENV)/.runtime -nt pyproject.toml ]; then $(INSTALL_SELF); fi
	@touch $@ $(VENV)/.runtime

# the graph of the dbt models, from which Dagster makes its assets; tests/support/parsed.py takes it when the sums prove it current
$(MANIFEST): $(DBT_FILES) | $(VENV)/.runtime
	@echo "· parsing the dbt project"
	@cd dbt_project && ../$(BIN)/dbt --quiet parse --no-partial-parse --profiles-dir .
	@cd dbt_project && sha256sum $(DBT_FILES:dbt_project/%=%) target/manifest.json >target/parsed.sha256

setup: $(VENV)/.runtime $(MANIFEST)

# what a home needs whose settings name a PostgreSQL (docs/operations.md)
postgres: setup requirements-postgres.lock
	@$(INSTALL) requirements-postgres.lock

refresh: $(VENV)/.runtime $(MANIFEST)
	@$(BIN)/python -m orchestration.play $(EXAMPLE) --home $(THREEKEY_HOME)

browser:
	@command -v chromium >/dev/null || { echo "· installing chromium"; $(APT) update -q >/dev/null; \
		$(APT) install -y -q chromium fonts-noto-cjk >/dev/null; }

proxy:
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || { echo "· installing nginx"; $(APT) update -q >/dev/null; \
		$(APT) install -y -q --no-install-recommends nginx-light >/dev/null; }

# the server itself; the tests start one of their own and need none that runs
postgresql:
	@test -n "$$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" || { echo "· installing postgresql"; $(APT) update -q >/dev/null; \
		$(APT) install -y -q --no-install-recommends postgresql >/dev/null; }

# two workers; the dearest homes and warehouses are made first, each by one of them (tests/conftest.py)
PYTEST := $(BIN)/pytest -n 2 --dist loadgroup --no-loadscope-reorder

test: $(VENV)/.dev $(MANIFEST) browser proxy postgresql
	@$(PYTEST)

test-fast: $(VENV)/.dev $(MANIFEST) postgresql
	@$(PYTEST) -m "not played and not built and not browser"

test-unit: $(VENV)/.dev $(MANIFEST) postgresql
	@$(BIN)/pytest tests/unit

lint: $(VENV)/.dev $(MANIFEST)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint -q dbt_project/models dbt_project/tests dbt_project/macros

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

dev: $(VENV)/.runtime $(MANIFEST)
	@trap 'kill $$(jobs -p)' EXIT; $(BIN)/threekey daemon & $(BIN)/threekey ui

bench: $(VENV)/.dev $(MANIFEST)
	@$(BIN)/python -m tests.benchmarks.refresh
	@$(BIN)/python -m tests.benchmarks.through_daemon

# two hundred nights with faults, published against recomputed from the archive, a quarter of an hour of CPU; then kill -9 at
# fifty moments of a refresh, an hour and more
endurance: $(VENV)/.dev $(MANIFEST)
	@$(BIN)/python -m tests.endurance.nights --nights $(or $(NIGHTS),200) --seed $(or $(SEED),1)
	@$(BIN)/python -m tests.endurance.kills
	@$(BIN)/python -m tests.endurance.hostile_files
	@if [ "$$(id -u)" = 0 ]; then $(BIN)/python -m tests.endurance.disk_full; fi

licences: $(VENV)/.dev
	@$(BIN)/python -m tests.support.licences

# what a release is made of, by the lock with its hashes, as CycloneDX
sbom: $(VENV)/.dev
	@mkdir -p build
	@$(BIN)/python -W ignore -m cyclonedx_py requirements requirements.lock --pyproject pyproject.toml --output-reproducible \
		--of JSON -o build/sbom.json
	@echo "build/sbom.json"

# needs the advisories of the public package index: an index that has none answers for no package, which is told as a failure
audit: $(VENV)/.dev
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.lock || { \
		echo "没有核对完：公告库无法访问，或有已知漏洞，见上。"; \
		echo "Not audited, or not clean: the advisories cannot be reached, or name one of the packages above."; exit 1; }

# docs/findings.md is written from the catalogue, docs/grammar.md from the rules, dbt's sources from the schema; tests compare them
docs: $(VENV)/.dev
	@$(BIN)/python -m ingest.progress.catalogue_docs
	@$(BIN)/python -m ingest.schema_sources
	@$(BIN)/python -m ingest.task_lists.targets.grammar

UV := uv pip compile -q --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras --python-version 3.11
lock: $(VENV)/.dev
	@$(BIN)/$(UV) requirements.in -o requirements.lock
	@$(BIN)/$(UV) --no-deps requirements-postgres.in -c requirements.lock -o requirements-postgres.lock
	@$(BIN)/$(UV) requirements-dev.in -c requirements.lock -c requirements-postgres.lock -o requirements-dev.lock

clean:
	@rm -rf $(VENV) dbt_project/target dbt_project/logs build *.egg-info
