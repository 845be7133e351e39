# The one entry point: `make demo`, `make test`, `make check`. Everything is installed into .venv from uv.lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9

.PHONY: setup system demo test check docs bench bench-memory clean

setup: $(VENV)/.ready system

# Compiled once: every crawl is a process of its own, and where bytecode may not be written each would compile anew.
$(VENV)/.ready: pyproject.toml uv.lock
	@sh .ci/make-venv $(PYTHON) $(VENV)
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	$(BIN)/uv sync --frozen --quiet --inexact --compile-bytecode
	touch $@

system:
	@sh .ci/system-packages

demo: setup
	$(BIN)/xunjian demo

# The rooms that judge and remember are held to 95 % coverage, branches included.
COVERED := checks core indicators ledger
# Two processes, a file never divided between them: its tests share servers and browsers.
WORKERS := 2
test: setup
	@sh .ci/system-packages test
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(COVERED:%=--cov=%) --cov-report=term:skip-covered --cov-fail-under=95

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: setup
	PYTHONPATH=. $(BIN)/python docs/generate_settings.py
	PYTHONPATH=. $(BIN)/python docs/generate_checks.py

# Installs the programs it compares with, into a temporary folder; nginx and wget from Debian when they are not there.
# Results go into docs/benchmarks.md. About ten minutes with one run.
RUNS := 1
bench: setup
	PYTHONPATH=. $(BIN)/python docs/benchmarks/speed.py $(RUNS)
	PYTHONPATH=. $(BIN)/python docs/benchmarks/repeat_cost.py
	PYTHONPATH=. $(BIN)/python docs/benchmarks/rendered.py
	PYTHONPATH=. $(BIN)/python docs/benchmarks/monitoring.py
	PYTHONPATH=. $(BIN)/python docs/benchmarks/unregistered_accounts.py
	PYTHONPATH=. $(BIN)/python docs/benchmarks/a11y_cost.py

# A million addresses: another twelve minutes.
bench-memory: setup
	PYTHONPATH=. $(BIN)/python docs/benchmarks/memory.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
