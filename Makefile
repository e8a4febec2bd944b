# Everything a newcomer and CI type. Needs Python 3.11 or later, make and git; all else goes into .venv.
# Where python3 is older: make PYTHON=python3.12 demo

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
TRACKER := $(PY) -m tracker
DEMO := demo/tracker.db
JOBS ?= 2
# How many inputs `make fuzz` makes.
N ?= 100000
# How often make reliability kills each command, and how often each of eight processes does its round.
KILLS ?= 16
ROUNDS ?= 12

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types migrations pytest fuzz reliability benchmark docs wheel clean distclean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r target what; do printf '%-20s%s\n' "$$target" "$$what"; done

demo: $(VENV)/.installed ## install, take in seeds/, show who said what, write demo/ledger.csv
	@mkdir -p demo && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@echo; echo '$$ tracker ingest seeds/'; $(TRACKER) --db $(DEMO) ingest seeds/
	@echo; echo '$$ tracker speakers'; $(TRACKER) --db $(DEMO) speakers
	@echo; echo '$$ tracker statements --speaker "Xi Jinping"'; $(TRACKER) --db $(DEMO) statements --speaker "Xi Jinping"
	@echo; echo '$$ tracker statements --speaker maduro'; $(TRACKER) --db $(DEMO) statements --speaker maduro
	@echo; echo '$$ tracker topics'; $(TRACKER) --db $(DEMO) topics
	@echo; echo '$$ tracker statements --topic partnership'; $(TRACKER) --db $(DEMO) statements --topic partnership
	@echo; echo '$$ tracker statements --topic multilateralism'; $(TRACKER) --db $(DEMO) statements --topic multilateralism
	@echo; echo '$$ tracker statement show S3'; $(TRACKER) --db $(DEMO) statement show S3
	@echo; echo '$$ tracker export --output demo/ledger.csv'; $(TRACKER) --db $(DEMO) export --output demo/ledger.csv --force
	@echo; echo '$$ head -n 3 demo/ledger.csv'; head -n 3 demo/ledger.csv
	@echo; echo 'The database is $(DEMO), the ledger demo/ledger.csv. Ask more: $(VENV)/bin/tracker --db $(DEMO) --help'

test: check ## the same as check

check: lint types migrations pytest ## ruff, mypy, migrations, and every test, warnings as errors

lint: $(VENV)/.installed-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(VENV)/.installed-dev
	$(PY) -m mypy

migrations: $(VENV)/.installed-dev
	@rm -f build/migrations.db*
	$(PY) -m alembic -x db=build/migrations.db upgrade head
	$(PY) -m alembic -x db=build/migrations.db check
	$(PY) -m alembic -x db=build/migrations.db downgrade base

pytest: $(VENV)/.installed-dev
	$(PY) -m pytest -n $(JOBS)

benchmark: $(VENV)/.installed-dev ## measure start-up, and with CORPUS="FILE.jsonl ..." ingest, storing and growth
	$(PY) -m benchmarks.startup
ifneq ($(CORPUS),)
	$(PY) -m benchmarks.ingest $(CORPUS)
	$(PY) -m benchmarks.storing $(CORPUS)
	$(PY) -m benchmarks.growth $(CORPUS) --statements 1000 10000 100000
endif

fuzz: $(VENV)/.installed-dev ## feed N=100000 generated inputs to everything that reads
	@$(PY) -c 'import atheris' 2> /dev/null || $(PY) -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]' || true
	$(PY) -m tests.fuzz $(N)

reliability: $(VENV)/.installed-dev ## kill, starve and crowd the tracker by the hundred: docs/reliability.md (half an hour)
	TRACKER_KILLS=$(KILLS) TRACKER_ROUNDS=$(ROUNDS) $(PY) -m pytest -n $(JOBS) -rP tests/reliability tests/storage/test_migrations.py \
		tests/storage/test_checking.py tests/storage/test_restoring.py tests/storage/test_backup.py

docs: $(VENV)/.installed-dev ## write docs/cli.md, docs/ledger.md and the runs in README.md anew
	$(PY) docs/generate_cli.py
	$(PY) docs/generate_ledger.py
	$(PY) -m tests.readme_runs

wheel: $(VENV)/.installed-dev ## build dist/*.whl and dist/*.tar.gz
	rm -rf dist
	$(PY) -m build --no-isolation --outdir dist

clean: ## remove what was built, the demo and the caches
	rm -rf build dist demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find tracker tests migrations benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## clean, and remove .venv
	rm -rf $(VENV)

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, this is " + sys.version.split()[0] + "; try: make PYTHON=python3.12 demo")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(PY) pyproject.toml
	$(PY) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(PY) pyproject.toml
	$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.installed $@
