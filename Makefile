# What one does in a checkout of Parvis; `make help` lists it. Works with GNU make 3.81 and newer.

VENV = .venv
PYTHON = $(VENV)/bin/python
PIP = $(PYTHON) -m pip --quiet --no-input --disable-pip-version-check
ARGS =

# Both names: older pips hand the first to the builds they isolate, newer ones only the second.
export PIP_CONSTRAINT = constraints.txt
export PIP_BUILD_CONSTRAINT = constraints.txt
export PIP_ROOT_USER_ACTION = ignore

# One file per thing that was done, so that it is done again only when what it came from changed.
installed = $(VENV)/installed
installed_for_tests = $(VENV)/installed-for-tests
built = $(VENV)/built

frontend = $(shell find frontend -name node_modules -prune -o -type f -print)
catalogues = $(shell find src/parvis/locale -name '*.po')

.PHONY: help run test check bench models constraints clean
.NOTPARALLEL:

help:
	@echo "make run          start Parvis with an invented brand, and say where"
	@echo "make test         all tests, on a PostgreSQL of their own    (ARGS='-k promise')"
	@echo "make check        everything else that must be true: format, types, translations ..."
	@echo "make bench        measure, as ratios to the bare machine"
	@echo "make models       train the models of triage that come with Parvis anew"
	@echo "make constraints  choose the versions of all dependencies anew"
	@echo "make clean        remove what was installed and built (.parvis, the data, stays)"

run: $(installed) $(built)
	@exec $(VENV)/bin/parvis serve --demo $(ARGS)

test: $(installed_for_tests) $(built)
	@exec $(PYTHON) -m pytest -n auto $(ARGS)

check: $(installed_for_tests) $(built)
	@exec $(PYTHON) -m tools.check $(ARGS)

bench: $(installed_for_tests) $(built)
	@exec $(PYTHON) -m bench $(ARGS)

models: $(installed_for_tests)
	@exec $(PYTHON) -m tools.models

constraints: $(installed_for_tests)
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras \
		--no-header --no-annotate --strip-extras --upgrade --output-file constraints.txt \
		pyproject.toml

clean:
	rm -rf $(VENV) frontend/node_modules src/parvis/kit/static/kit/build dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src/parvis/locale -name '*.mo' -exec rm -f {} +

$(PYTHON):
	@sh tools/environment.sh $(VENV)

$(installed): pyproject.toml constraints.txt | $(PYTHON)
	@echo "Installing Parvis and what it is built on: a minute or two, this once."
	@$(PIP) install --editable .
	@touch $(built) $@

$(installed_for_tests): pyproject.toml constraints.txt | $(PYTHON)
	@echo "Installing Parvis with what its tests need: a minute or two, this once."
	@$(PIP) install --editable '.[dev]'
	@touch $(installed) $(built) $@

# Installing has built the pages and the translations; this is for when they change afterwards.
$(built): $(frontend) $(catalogues) hatch_build.py
	@echo "Building the pages and the translations anew."
	@if $(PYTHON) -c 'import hatchling, babel' 2>/dev/null; then $(PYTHON) hatch_build.py; \
		else $(PIP) install --no-deps --editable .; fi
	@touch $@
