# Every target works in a virtual environment of its own, made from the locks on first use.
# With `uv` on the PATH it takes seconds, without it plain `python3 -m venv` and pip do the same.

VENV   ?= .venv
PYTHON ?= $(shell for p in python3 python python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11)); ' >/dev/null 2>&1 && \
	$$p -c 'import sys; print(sys.executable)' && break; done)
UV     := $(shell command -v uv 2>/dev/null)
PY     := $(VENV)/bin/python
STAMP  := $(VENV)/.installed
LOCKS  := requirements-build.lock requirements-dev.lock

ROOMS   := ledger projections ingest processors query export serve
SOURCES := $(wildcard $(ROOMS) cli.py tests benchmarks tools)

# Two workers: the smallest machine this is built on has two cores. `make test PYTEST_ARGS="-k chain"` asks for less.
PYTEST_ARGS ?= -n 2
ONLY        ?=

# For `make interop`: INTEROP_INSTALL=1 may install Debian's packages (as root), REQUIRE=all lets no verifier be missing.
INTEROP_INSTALL ?=
REQUIRE         ?=
INTEROP_ARGS     = $(if $(filter 1,$(INTEROP_INSTALL)),--install) $(if $(REQUIRE),--require $(REQUIRE)) \
	$(if $(ONLY),--only $(ONLY))

ifdef UV
INSTALL := $(UV) pip install --quiet --python $(PY)
else
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint ruff types floors tamper edits fuzz faults interop bench docs needed proto lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(STAMP) ## the main job, end to end, on recorded screens
	$(PY) tools/demo.py

test: $(STAMP) ## all tests
	$(PY) -m pytest $(PYTEST_ARGS)

lint: ruff types floors ## ruff, mypy --strict and the floor plan

ruff: $(STAMP) ## style and format
	$(PY) -m ruff check $(SOURCES)
	$(PY) -m ruff format --check $(SOURCES)

types: $(STAMP) ## mypy --strict
	$(PY) -m mypy --strict $(SOURCES)

floors: $(STAMP) ## who may import whom
	$(VENV)/bin/lint-imports --no-logo

interop: $(STAMP) ## our proofs before verifiers of others (ONLY="go npm", REQUIRE=all, INTEROP_INSTALL=1)
	$(PY) -m tests.interop.run --into build/interop $(INTEROP_ARGS)

tamper: $(STAMP) ## 10,000 seeded ways to tamper, and as many honest logs (ten minutes or so)
	AUTOCAPTURE_TAMPER=10000 $(PY) -m pytest -q -s tests/test_tamper.py
	AUTOCAPTURE_TAMPER=10000 $(PY) -m pytest -q tests/test_chain.py -k flipped_bit
	AUTOCAPTURE_BAG_MUTATIONS=500 $(PY) -m pytest -q tests/test_export.py -k changed_byte

edits: $(STAMP) ## 10,000 seeded edits of one character on pages that stand, scroll or move (ten minutes or so)
	AUTOCAPTURE_EDITS=10000 $(PY) -m pytest -q -s tests/test_edits.py

fuzz: $(STAMP) ## 10,000 seeded questions, and as many changed inputs of each kind: nothing may change or break (minutes)
	AUTOCAPTURE_FUZZ=10000 $(PY) -m pytest -q -s tests/test_fuzzed_queries.py tests/test_fuzzed_inputs.py

faults: $(STAMP) ## an error, a kill or a power cut at every call on a file: append, seal, ingest, batch, rebuild, export (needs strace)
	AUTOCAPTURE_FAULTS=all $(PY) -m pytest $(PYTEST_ARGS) -rP tests/faults tests/test_many_processes.py

bench: $(STAMP) ## measure, against the goals (ONLY="append verify" for some)
	$(PY) -m benchmarks.run $(ONLY)

docs: $(STAMP) ## write the generated pages of docs/ again
	$(PY) tools/docs.py

needed: $(STAMP) ## read anew what the patterns of query/ need
	$(PY) tools/needed.py

proto: $(STAMP) ## make the protobuf code of ingest/ anew from its .proto
	$(PY) tools/proto.py

# A plain run keeps every pin that still fits; `make lock UPGRADE=--upgrade` takes the newest.
COMPILE = $(UV) pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-header \
	--annotation-style line $(UPGRADE)
# The extra doctr is in no lock: torch alone is gigabytes.
lock: ## pin what pyproject.toml asks for, with hashes (needs uv)
	@test -n "$(UV)" || { echo "make lock needs uv, and it is not on the PATH. Install it and try again." >&2; exit 1; }
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) --extra dask --extra timestamp --group dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	$(COMPILE) --group build -c requirements-dev.lock -o requirements-build.lock
	$(COMPILE) -o tests/interop/pypi/requirements.lock tests/interop/pypi/requirements.in

clean: ## remove the virtual environment and everything that was built
	rm -rf $(VENV) build dist demo-out __pycache__ .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is written last: an install that was cut short is done again. The build backends come
# first, because what is built from source (this tree, pyvips) is built without isolation, by them.
$(STAMP): pyproject.toml $(LOCKS)
	@test -n "$(PYTHON)" || { echo "Autocapture needs Python 3.11 or newer, and none was found." \
		"Install one, or say where it is: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON), about 600 MB. $(if $(UV),uv installs.,uv not found: pip installs; a minute or so.)"
ifdef UV
	@test -x $(PY) || $(UV) venv --quiet --seed --python $(PYTHON) $(VENV)
else
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment: install its venv package (python3-venv), or uv." >&2; exit 1; }
endif
	@$(INSTALL) --require-hashes -r requirements-build.lock
	@$(INSTALL) --require-hashes --no-build-isolation -r requirements-dev.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@
