# Everything sets itself up: a Python from 3.11 on and make are enough.

VENV ?= .venv
# One more than two processors can serve: tests on the wire wait more than they compute.
JOBS ?= 3
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v "$$each" && break; done)

RUN := $(VENV)/bin/python
TEST := $(RUN) -m pytest -n $(JOBS) --dist worksteal
PIP := $(RUN) -m pip install -qq --disable-pip-version-check --no-input --require-hashes
LOCK := $(VENV)/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help demo test prove zones pictures sweep again check bench lock fmt clean

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1	/' | expand -t 14

demo: $(VENV)/.rehearsal ## play an evening in the terminal, with the real bot; no token needed
	@$(RUN) -m bot rehearse --story

test: $(VENV)/.test ## run everything that must pass
	@$(TEST) $(ARGS)

prove: $(VENV)/.test ## try every case of the promises about surveys; takes two hours on two cores
	PROVE=1 $(TEST) tests/unit/surveys $(ARGS)

zones: $(VENV)/.test ## hold recurrence against a second implementation in every zone, 1970 to 2040; takes a quarter of an hour
	$(RUN) -m tests.unit.agenda.transitions $(JOBS)

pictures: $(VENV)/.test ## make the pictures of the documentation from the bot's own texts
	$(RUN) -m tools.make_pictures

ifndef SEED
SEED := $(shell date +%s)
endif
SIZE ?= 999
SEEDS ?= 500
sweep: $(VENV)/.test ## kill the process at every step, fail requests by chance, and play evenings; SEED=… plays them again, SIZE=… and SEEDS=… take fewer
	@echo "SEED=$(SEED)"
	$(RUN) -m tests.simulation $(SEED) $(SEEDS)
	@SWEEP_SEED=$(SEED) SWEEP_SIZE=$(SIZE) $(TEST) tests/wire/test_kill.py \
		tests/wire/test_postings_killed.py tests/wire/test_restarts.py tests/wire/test_faults_together.py $(ARGS)

RUNS ?= 50
again: $(VENV)/.test ## run the wire tests again and again, RUNS=50 times, and say which failed
	@failed=0; for run in $$(seq $(RUNS)); do \
		$(TEST) -q tests/wire $(ARGS) >.again 2>&1 || { failed=$$((failed + 1)); grep ^FAILED .again; }; \
		echo "run $$run of $(RUNS), load $$(cut -d' ' -f1-2 /proc/loadavg): $$(tail -n 1 .again)"; \
	done; rm -f .again; echo "$$failed of $(RUNS) runs failed"; test $$failed = 0

check: $(VENV)/.dev ## lint, types, layers, dead code, dependencies, texts, docs
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports
	$(RUN) -m vulture
	$(VENV)/bin/deptry .
	$(RUN) -m tools.check_texts
	$(RUN) -m tools.check_docs
	$(RUN) -m tools.check_logs
	$(RUN) -m tools.check_files
	$(RUN) -m tools.check_kept

bench: $(VENV)/.test ## measure what DESIGN counts, each figure beside its floor
	@missed=0; for each in tests/benchmarks/bench_*.py; do \
		test -e "$$each" || { echo "tests/benchmarks holds no bench_*.py"; exit 1; }; \
		PYTHONPATH=. $(RUN) "$$each" || missed=1; done; exit $$missed

lock: $(VENV)/.dev ## pin every package anew, with hashes, for Python 3.11 and later
	$(LOCK) --upgrade --extra dev -o requirements/dev.txt
	$(LOCK) -c requirements/dev.txt --extra test -o requirements/test.txt
	$(LOCK) -c requirements/dev.txt --extra rehearsal -o requirements/rehearsal.txt
	$(LOCK) -c requirements/dev.txt -o requirements/run.txt

fmt: $(VENV)/.dev ## put the code in shape
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

clean: ## remove what checks and tests leave behind; .venv and var stay
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* htmlcov build dist
	find bot tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN):
ifeq ($(strip $(PYTHON)),)
	@echo "No Python 3.11 or later was found. Install one, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1
else
	@echo "Setting up $(VENV), once."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment; on Debian: apt install python3-venv" >&2; exit 1; }
endif

# A list of packages that is installed leaves a stamp; a newer list is installed again.
$(VENV)/.%: requirements/%.txt | $(RUN)
	@echo "Installing requirements/$*.txt"
	@$(PIP) -r $<
	@touch $@
