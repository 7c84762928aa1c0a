# Each target does all of its own set-up; a second run starts at once.
.DEFAULT_GOAL := help
.PHONY: help run test lint types eval bench train lock wheel screenshots clean
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
python := .venv/bin/python
export PYTHON

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: ## open the window (without a display: review a bundled sample recording)
	@scripts/setup app
	@$(python) -m failprep

test: ## all checks and all tests
	@scripts/setup test
	@$(MAKE) --no-print-directory lint types
	@$(python) -m pytest

lint: ## style, direction of imports, QML
	@scripts/setup test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports --no-cache
	@$(python) scripts/lint_qml.py

types: ## mypy, strict
	@scripts/setup test
	@.venv/bin/mypy

eval: ## accuracy: word error rate, and how well the coach reads
	@scripts/setup test
	@$(python) -m evaluation

bench: ## speed and memory, as ratios taken in one run
	@scripts/setup test
	@$(python) -m evaluation.bench

train: ## train the reader again from the data in training/
	@training/train

lock: ## refresh the lock files (needs uv)
	@scripts/lock

wheel: ## build dist/*.whl
	@scripts/setup test
	@$(python) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

screenshots: ## pictures of every screen, from the end-to-end test
	@scripts/setup test
	@$(python) -m pytest tests/e2e

clean: ## remove what was built here (takes and settings stay)
	@rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache
