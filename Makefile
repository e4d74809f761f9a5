# Every target does its own set-up and asks for nothing. Paths are relative, so that the folder may have any name.
.DEFAULT_GOAL := help
.PHONY: help demo test test-slow test-postgresql check style types quick soak bench lock setup setup-dev clean

# A folder with a Korean name must work under any locale, also one that is not UTF-8.
export PYTHONUTF8 := 1

PYTHON := .venv/bin/python -X utf8

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1\t/p' Makefile

demo: setup ## Watch a robot make a delivery list, prove it and release it
	@$(PYTHON) demo/walk_through.py

# Types take one core for a minute, and many tests wait for another program: they go side by side.
test: style ## Check, and run every test that takes a moment, in less than ten minutes
	@$(MAKE) --no-print-directory -j 2 types quick
	@echo "Browsers, printers and servers that are started, killed and cut off: make test-slow"

check: style types ## Check without running: style, types, import rules

# Three on two cores: tests wait for other programs a third of their time.
PYTEST := $(PYTHON) -m pytest -n 3 --dist worksteal

quick: setup-dev
	$(PYTEST) -m "not slow and not soak"

test-slow: setup-dev ## Run the tests that take seconds: real browsers, printers, servers; the engine on PostgreSQL
	$(PYTEST) -m "slow and not soak"
	$(PYTEST) -m "not soak" --database postgresql tests/engine

test-postgresql: setup-dev ## Run the whole suite with every home on a PostgreSQL server of the tests' own
	$(PYTEST) -m "not soak" --database postgresql

style: setup-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-logo

types: setup-dev
	.venv/bin/mypy src tests $(wildcard demo/*.py benchmarks/*.py)

soak: setup-dev ## Test what takes long, and set-up on a truly bare machine (root)
	$(PYTHON) -m pytest -m soak || [ $$? -eq 5 ] # 5: no such test yet
	bash setup/bare-machine.sh

bench: setup-dev ## Measure against peers and write benchmarks/results/
	$(PYTHON) benchmarks/run.py

lock: ## Renew the locks from pyproject.toml (UPGRADE=1: newest versions)
	@bash setup/lock.sh $(if $(UPGRADE),--upgrade)

setup: ## Only set up what running needs
	@bash setup/prepare.sh runtime
	@bash setup/npm.sh runtime
	@bash setup/outside.sh runtime

setup-dev: ## Only set up what testing needs
	@bash setup/prepare.sh dev
	@bash setup/npm.sh dev
	@bash setup/outside.sh dev

clean: ## Remove what set-up, tests and builds made; data of runs stays
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
