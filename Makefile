# Luật Gần Dân. Two commands do all: `make run` and `make test`.
# Every target works from a folder with spaces in its name, as root or not.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
LAWS ?=
export LUATGANDAN_HOME ?= var
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: setup run worker test journeys fmt lint check portal messages bench docs new-feature build
.DEFAULT_GOAL := run

setup: .venv/ready ## Environment in .venv, ready for everything but the browser

run: .venv/run ## Prepare and serve the portal with one worker; LAWS=folder imports the laws in it first
	@if [ -n "$(LAWS)" ]; then $(BIN)/luatgandan prepare && $(BIN)/luatgandan import_documents "$(LAWS)"; fi
	@$(BIN)/luatgandan demo

worker: .venv/run ## One more background worker
	@$(BIN)/luatgandan run_worker

test: setup ## Lint, contracts, unit, house and browser tests
	@sh .ci/browser && sh .ci/redis
	@$(MAKE) --no-print-directory --jobs 2 --output-sync lint check portal
	@$(BIN)/pytest -n 2 --dist worksteal
	@$(MAKE) --no-print-directory journeys

journeys: setup ## Browser tests only
	@$(BIN)/pytest tests/journeys -n 3 --dist loadfile

fmt: setup ## Format code and templates
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

lint: setup ## Style, types, templates
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
	@$(BIN)/djlint src --lint --quiet
	@$(BIN)/mypy --strict $$(sh .ci/typed)

check: setup ## The law of the house: import contracts, migrations, Django's own checks
	@$(BIN)/lint-imports
	@$(BIN)/luatgandan check
	@$(BIN)/luatgandan makemigrations --check --dry-run --verbosity 1

portal: setup ## An empty database and a portal with starter content, from which tests take their copies
	@LUATGANDAN_HOME="$$LUATGANDAN_HOME/portal" $(BIN)/luatgandan prepare
	@mkdir -p "$$LUATGANDAN_HOME/prepared"
	@find "$$LUATGANDAN_HOME/portal/prepared" -name '*.sqlite3' -exec cp {} "$$LUATGANDAN_HOME/prepared" ';'

messages: setup ## Collect and compile the catalogues (needs GNU gettext for collecting)
	@sh .ci/messages

bench: setup ## Benchmarks; results as JSON in var/bench
	@$(BIN)/python -m bench

docs: setup ## Lists in docs that a program writes, and the screenshots of the README
	@$(BIN)/python docs/make.py

new-feature: setup ## A new room: make new-feature NAME=surveys
	@$(BIN)/python docs/new_feature.py "$(NAME)"

build: setup ## A wheel that runs as `luatgandan demo`
	@$(BIN)/luatgandan build_package

.venv/bin/python:
	@echo "Tạo môi trường Python trong .venv …"
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Cần Python 3.11 trở lên.")'
	@$(PYTHON) -m venv .venv || { echo "Thiếu python3-venv. Cài bằng: apt-get install python3-venv"; exit 1; }

.venv/run: .venv/bin/python requirements/base.txt requirements/build.txt pyproject.toml
	@echo "Cài thư viện (lần đầu khoảng một phút) …"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/build.txt
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch .venv/run

.venv/ready: .venv/run requirements/test.txt requirements/scale.txt
	@echo "Cài công cụ kiểm thử …"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/scale.txt
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.txt
	@touch .venv/ready
