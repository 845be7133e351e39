# The one entry point: `make demo`, `make test`, `make check`. Everything is installed into .venv from uv.lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9

.PHONY: setup system demo test check docs clean

setup: $(VENV)/.ready system

$(VENV)/.ready: pyproject.toml uv.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	$(BIN)/uv sync --frozen --quiet --inexact
	touch $@

system:
	@sh .ci/system-packages

demo: setup
	$(BIN)/xunjian demo

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: setup
	PYTHONPATH=. $(BIN)/python docs/generate_settings.py
	PYTHONPATH=. $(BIN)/python docs/generate_checks.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
