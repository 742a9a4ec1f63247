# Each target sees to it that .venv is there and up to date: a machine needs Python >= 3.11 and make, nothing else.

.DEFAULT_GOAL := help
.PHONY: help install preview chat ask test check eval bench clean

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
QUESTIONS ?= tests/questions/dev
MIN ?= 0.88
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

# The first interpreter that is new enough; `make PYTHON=/path/to/python …` names another.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,\
	$(shell command -v $(name) >/dev/null 2>&1 && $(name) -c '$(NEW_ENOUGH)' 2>/dev/null && echo $(name))))

help: ## what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Dossier needs Python 3.11 or newer and found none; install it, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' || { echo "Dossier needs Python 3.11 or newer; $(PYTHON) is older or does not run" >&2; exit 1; }
	@test -x $(BIN)/python || echo "Setting up $(VENV), once: this takes a minute or two."
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); echo "Could not make $(VENV); on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

install: $(STAMP) ## .venv with pinned versions and everything for development

preview: $(STAMP) ## the real bot on a local page that looks like Discord; no token, no network
	@$(BIN)/python -m bot preview

chat: $(STAMP) ## talk to the bot in the terminal
	@$(BIN)/python -m bot chat

# The question travels by the environment, so that no quote in it reaches the shell.
ask: export DOSSIER_QUESTION = $(value q)
ask: $(STAMP) ## one question: make ask q="Who owns Cloudwatt?"
	@test -n "$$DOSSIER_QUESTION" || { echo 'Say what to ask: make ask q="Who owns Cloudwatt?"' >&2; exit 2; }
	@$(BIN)/python -m bot ask -- "$$DOSSIER_QUESTION"

test: $(STAMP) ## every test; two at a time: make test WORKERS=2
	@$(BIN)/python -m pytest $(if $(WORKERS),-n $(WORKERS) --dist loadfile)

check: $(STAMP) ## format, lint, types and the dossiers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m bot check

eval: $(STAMP) ## the figures on labelled questions: make eval QUESTIONS=folder MIN=0.92
	@$(BIN)/python -m bot eval $(QUESTIONS) --min $(MIN)

bench: $(STAMP) ## speed, as ratios in one run
	@$(BIN)/python tests/benchmarks/asking.py

clean: ## all that was made here, .venv included
	@rm -rf $(VENV) build dist artifacts .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .benchmarks
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
