# Every command does its own set-up: a Python 3.11 to 3.13 is all that has to be there.
#   make UV=            set up with venv and pip although uv is installed
#   make PYTHON=/a/path use this interpreter where the environment is made
# Written for GNU make 3.81 (macOS) and a POSIX shell.

VENV := .venv
RUN := $(VENV)/bin/python
REQUIREMENTS := requirements.lock
READY := $(VENV)/ready-$(notdir $(REQUIREMENTS))
HOST := 127.0.0.1
PORT := 8000
LAB_PORT := 8888
LAB_FLAGS :=

# Jupyter, IPython and matplotlib keep their files inside the environment and never read the user's own.
export JUPYTER_PREFER_ENV_PATH := 1
export JUPYTER_CONFIG_DIR := $(CURDIR)/$(VENV)/var/jupyter
export JUPYTER_DATA_DIR := $(CURDIR)/$(VENV)/var/jupyter/data
export JUPYTER_RUNTIME_DIR := $(CURDIR)/$(VENV)/var/jupyter/runtime
export IPYTHONDIR := $(CURDIR)/$(VENV)/var/ipython
export MPLCONFIGDIR := $(CURDIR)/$(VENV)/var/matplotlib
export RUFF_CACHE_DIR := $(CURDIR)/$(VENV)/var/ruff
export HYPOTHESIS_STORAGE_DIRECTORY := $(CURDIR)/$(VENV)/var/hypothesis
# Bytecode is kept: without it each process compiles all tests anew.
unexport JUPYTER_PATH PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONWARNINGS PYTHONDONTWRITEBYTECODE COURSE_STATIC
# Kernels choose the inline backend only when nobody has chosen one for them.
unexport MPLBACKEND
# One BLAS thread: notebooks run side by side, and the order of a threaded sum changes its last digits.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export VECLIB_MAXIMUM_THREADS := 1
# A set of strings is walked in the same order in every run, so that a page built twice is the same page.
export PYTHONHASHSEED := 0
# Sources are UTF-8 whatever the locale says.
export PYTHONUTF8 := 1
# The kernel's debugger otherwise greets every start with a warning about frozen modules.
export PYDEVD_DISABLE_FILE_VALIDATION := 1

PYTEST := $(RUN) -m pytest -q
# Side by side; the cells of one notebook share a kernel, the tests of one page a tab.
WORKERS := -n 2 --dist loadfile
PAGES := -n 2 --dist loadgroup
REPORTS := $(VENV)/var/reports
# Tests of parts of the book that import myst_nb and sphinx_exercise: seconds in each process, though marked slow.
SLOW_IMPORTS := $(addprefix --ignore=tests/book/extensions/test_,folds.py glossary_links.py)
UNIT_TESTS = MPLBACKEND=agg $(PYTEST) -p no:nbval -n 2 --dist worksteal -m 'not kernel and not draws and not live and not slow' \
    --ignore=tests/book/site $(SLOW_IMPORTS) \
    --junitxml=$(REPORTS)/check.xml tests
NOTEBOOKS = $(PYTEST) $(WORKERS) --nbval-lax --nbval-current-env --nbval-cell-timeout=120 \
    --junitxml=$(REPORTS)/notebooks.xml book >$(REPORTS)/notebooks.log 2>&1 || \
    { $(RUN) scripts/summary.py failures $(REPORTS)/notebooks.xml; cat $(REPORTS)/notebooks.log; exit 1; }
STRIP := find book -name '*.ipynb' -not -path '*/.*' -exec $(RUN) -m nbstripout --keep-id

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help book test check evidence pins draws live pdf publish both classroom run-classroom mutants run-mutants \
    run-bench versions one-version serve lab strip diffs bench clean lock chromium FORCE

help: ## print this list
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "  make %-9s %s\n", $$1, $$2 }'

book: $(READY) ## build the website into _build/html
	@$(RUN) scripts/build_book.py

test: check ## everything that can fail: check, notebooks, website, gates on both (minutes)
	$(NOTEBOOKS)
	MPLBACKEND=agg $(PYTEST) -n 2 --dist worksteal -m '(kernel or slow) and not live' --junitxml=$(REPORTS)/kernels.xml \
	    $$(grep -rlE 'mark\.(kernel|slow)' tests --include='test_*.py')
	@$(RUN) scripts/build_book.py
	MPLBACKEND=agg $(PYTEST) $(PAGES) -m 'not live' --junitxml=$(REPORTS)/site.xml tests/book/site
	@$(RUN) scripts/summary.py counts $(REPORTS)

check: $(READY) ## the quick part, before every commit: lint, formatting, unit tests
	@rm -rf $(REPORTS) && mkdir -p $(REPORTS)
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(VENV)/bin/lint-imports --no-cache
	@$(STRIP) --verify {} + || { echo 'These notebooks hold outputs; take them out with: make strip' >&2; exit 1; }
	@sh scripts/mention_diffs.sh
	$(UNIT_TESTS)

live: book ## run every cell of every chapter in the page, and all code exercises with their slips (minutes)
	@mkdir -p $(REPORTS)
	MPLBACKEND=agg $(PYTEST) $(PAGES) -m live --junitxml=$(REPORTS)/live.xml tests/book

evidence: $(READY) ## prove that each test named as evidence fails when its function returns zeros (minutes)
	@MPLBACKEND=agg $(RUN) scripts/prove_evidence.py

pins: $(READY) ## record the formulas and numbers that no test computes; shows old and new one above the other
	@$(RUN) scripts/pins.py

draws: $(READY) ## hold the general sentences about random experiments over 20 draws or more (minutes)
	MPLBACKEND=agg $(PYTEST) -n 2 -m draws tests/draws
	@$(RUN) scripts/random_figures.py

# In an environment of its own, which stays for the next time; ONLY="bounds methods/adam" takes folders and modules,
# SAMPLE=20 every twentieth change.
mutants: ## change one thing at a time in the numerical core, and see whether a test notices (a night)
	@$(MAKE) run-mutants VENV=.venv/var/mutants REQUIREMENTS=scripts/requirements/mutants.txt

run-mutants: $(READY)
	@$(RUN) scripts/mutants.py $(ONLY)

# RECORD=1 runs all chapters, and records how much memory each of them takes.
classroom: ## a JupyterHub on this machine with two users at once, and what they hand in, graded (minutes)
	@$(MAKE) run-classroom VENV=.venv/var/classroom REQUIREMENTS=scripts/requirements/classroom.txt

run-classroom: $(READY)
	@$(RUN) scripts/hub/two_users.py $(if $(RECORD),--record)
	MPLBACKEND=agg $(PYTEST) -rs tests/book/sources/test_handing_in.py

versions: ## unit tests and notebooks with the oldest and the newest NumPy, matplotlib, ipywidgets (half an hour)
	@sh scripts/versions.sh "$(MAKE)"

one-version: $(READY)
	@mkdir -p $(REPORTS)
	@$(RUN) -c 'import sys, numpy, matplotlib, ipywidgets as w; print("Python", sys.version.split()[0], \
	    "NumPy", numpy.__version__, "matplotlib", matplotlib.__version__, "ipywidgets", w.__version__)'
	$(UNIT_TESTS)
	$(NOTEBOOKS)

pdf: book ## print the whole book as one PDF, _build/html/optimization-derived.pdf (minutes)
	@$(RUN) scripts/make_pdf.py

# SITE_ADDRESS=https://… gives the pages their canonical addresses, REPOSITORY_ADDRESS=https://… their links to Binder and Colab.
publish: book ## all that is served: the website, and on each page links to it as a PDF and as a zip (minutes)
	@$(RUN) scripts/publish.py
	$(PYTEST) tests/book/site/test_site.py -k test_links_and_anchors

serve: book ## show the website on a local address (PORT=8000)
	@echo "http://127.0.0.1:$(PORT)/  (Ctrl-C ends it)"
	@$(RUN) -m http.server --bind 127.0.0.1 --directory _build/html $(PORT)

lab: $(READY) ## open the chapters in JupyterLab; what is saved there has no outputs
	JUPYTER_CONFIG_PATH=$(CURDIR)/scripts/jupyter $(RUN) -m jupyterlab --notebook-dir=book $(LAB_FLAGS) \
	    book/01-gradient-descent.ipynb

both: book ## the website and JupyterLab side by side, as the Dockerfile starts them (HOST=127.0.0.1 PORT=8000 LAB_PORT=8888)
	@$(RUN) -m http.server --bind $(HOST) --directory _build/html $(PORT) & site=$$!; trap 'kill $$site' EXIT; trap exit INT TERM; \
	$(MAKE) lab LAB_FLAGS='--ip=$(HOST) --port=$(LAB_PORT) --no-browser $(LAB_FLAGS)'

strip: $(READY) ## take the outputs out of notebooks that were run and saved, and fold their plumbing
	$(STRIP) {} +
	@$(RUN) scripts/fold_cells.py
	@$(RUN) scripts/colab_cell.py

diffs: $(READY) ## let git diff show the text of a notebook instead of its JSON
	git config diff.notebook.textconv '$(CURDIR)/$(VENV)/bin/jupytext --quiet --to md:myst --output -'
	git config diff.notebook.cachetextconv true

# In an environment of its own; PARTS="pages clock" measures these alone. Nothing else should run on the machine.
bench: book ## time library, site and builds beside what else there is; the page on speed shows it (half an hour)
	@$(MAKE) run-bench VENV=.venv/var/bench REQUIREMENTS=scripts/requirements/bench.txt

run-bench: $(READY)
	@$(RUN) benchmarks/run.py $(PARTS)

clean: ## remove what the commands built (the environment .venv stays)
	rm -rf _build *.egg-info
	find . -name .venv -prune -o -name .git -prune -o \
	    \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

# Versions already pinned stay while the ranges allow them; delete the lock first for the newest ones.
lock: ## pin the requirements again after a change of requirements.txt (needs uv)
	uv pip compile --universal --fork-strategy fewest --generate-hashes --python-version 3.11 \
	    --no-emit-package optimization-derived --quiet --no-header requirements.txt -o requirements.lock
	echo 'uv>=0.8,<1' | uv pip compile --universal --generate-hashes --python-version 3.11 --quiet --no-header --no-annotate \
	    - -o scripts/requirements/uv.txt

chromium: $(READY) ## install a browser for the tests where there is none (Debian: apt-get; else Playwright's)
	@sh scripts/install_chromium.sh $(RUN)

# The stamp holds the folder it was made for. Where it doesn't match, or the interpreter no longer runs
# (an upgraded Python, a moved folder), the environment is made again.
ifneq ($(shell $(RUN) -c 'print(open("$(READY)").read().strip())' 2>/dev/null),$(CURDIR))
$(READY): FORCE
endif
$(READY): $(REQUIREMENTS) pyproject.toml scripts/install.sh
	@sh scripts/install.sh $(VENV) $(REQUIREMENTS) $@
