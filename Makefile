# `make` sets everything up, builds the site and grades the examples; `make test` runs all tests.
SHELL := /bin/bash
PYTHON ?= python3
SLUG ?= vae
PORT ?= 8000
BIN := .venv/bin
RUN := $(BIN)/python
# More threads than idle cores cost far more than they gain.
export OMP_NUM_THREADS ?= 1
# Files in the order of tests/conftest.py; the list at the end says where the time went. Three for
# two cores: the graders' tests wait for clocks a good part of their time.
PARALLEL := -n 3 --dist loadfile --no-loadscope-reorder --durations 15 --durations-min 2
.DEFAULT_GOAL := all
.PHONY: all site labs grades test test-all lint serve lab colab ebooks links newest twice help clean

all: site grades ## set up, build the site, make the labs, grade the examples
	@echo
	@echo "The site:    file://$(CURDIR)/_build/html/index.html   (or: make serve)"
	@echo "The reports: file://$(CURDIR)/_build/grades/index.html"

.venv/installed: requirements.txt constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --progress-bar on -r requirements.txt -c constraints.txt
	@touch $@

labs: .venv/installed ## make chapters/*/lab.ipynb from chapters/*/lab.md
	$(RUN) -m labsupport pair

site: labs ## build the website from the executed chapters
	$(BIN)/jupyter-book build . -W -n --keep-going

grades: .venv/installed ## grade the example submissions
	$(RUN) -m labsupport grade vae examples/submissions/vae --output _build/grades --overwrite --seconds-per-call 3

lint: .venv/installed ## format check, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint ## all tests: package, equations, labs (nbval), grader, site
	$(RUN) -m pytest $(PARALLEL)

test-all: lint ## all tests in their long forms: every mutant, answer and installed file (hours)
	EVERY=1 $(RUN) -m pytest $(PARALLEL)

serve: .venv/installed ## serve the built site (PORT=8000)
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html $(PORT)

lab: .venv/installed ## open the solved lab of SLUG for an author
	$(RUN) -m labsupport solve $(SLUG) --output _build/solved/$(SLUG).ipynb
	$(BIN)/jupyter lab _build/solved/$(SLUG).ipynb

ebooks: site ## the whole book as one PDF and one EPUB (needs chromium and poppler-utils)
	$(RUN) -m labsupport print

colab: .venv/installed ## run every solved lab with Colab's versions (needs Python 3.13)
	$(RUN) -m labsupport colab

links: .venv/installed ## ask every host that a page links to (needs a network)
	$(BIN)/jupyter-book build . --builder linkcheck --path-output _build/links

newest: .venv/installed ## build the site without Jupyter Book, by the newest Sphinx
	$(RUN) -m labsupport newest

twice: .venv/installed ## build the site of the last commit twice from nothing, and compare
	$(RUN) -m labsupport twice

clean: ## remove everything that was built (not the environment)
	rm -rf _build

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16
