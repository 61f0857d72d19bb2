# Everything a developer or CI runs. `make demo` and `make test` set up what is missing by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CLAIM := assets/sample-claim
OUT := out/sample-claim
# One stamp a step, so that a second call takes seconds.
SYSTEM := .stamps/system
DAILY := .stamps/daily
INSTALLED := .stamps/installed

.PHONY: demo test check words docs golden mutants bench setup screenshots clean

setup: $(INSTALLED)

$(SYSTEM): packaging/debian-packages.txt packaging/install-system.sh
	@bash packaging/install-system.sh
	@mkdir -p .stamps && touch $@

# What an assessor needs. An extra that is there stays.
$(DAILY): pyproject.toml constraints.txt $(SYSTEM)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@mkdir -p .stamps && touch $@

# Training, the second reader of print and the tools besides.
$(INSTALLED): $(DAILY)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(DAILY)
	@$(BIN)/claimapp assess $(CLAIM) -o $(OUT)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/claimapp desk $(CLAIM) -o $(OUT); \
	else echo "No display here, so the window stays closed; open it with: $(BIN)/claimapp desk $(CLAIM) -o $(OUT)"; fi

# With COVERED=1, as CI runs it, also whether the tests ran enough lines of every layer.
test: $(INSTALLED)
ifdef COVERED
	@rm -rf .coverage && mkdir .coverage
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m coverage run -m pytest -n 2 --dist loadfile
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python packaging/check_coverage.py
else
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile
endif

check: $(INSTALLED)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python packaging/check_modules_have_tests.py
	@$(BIN)/python packaging/check_headless_opencv.py
	@$(BIN)/python packaging/words.py --check
	@$(BIN)/python packaging/make_docs.py --check

# The catalogues of the languages, and the pages that are made from the program's own tables.
words: $(INSTALLED)
	@$(BIN)/python packaging/words.py

docs: $(INSTALLED)
	@$(BIN)/python packaging/make_docs.py

# What the program makes of the sample, kept whole in tests/data/golden; look at the diff before you keep it.
golden: $(INSTALLED)
	@CLAIMAPP_GOLDEN=write QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q tests/e2e/test_golden.py tests/unit/report/test_report_text.py
	@git diff --stat tests/data/golden

# Whether tests notice when the code is changed in small ways: make mutants MODULE=claimapp/domain. Long.
mutants: $(INSTALLED)
	@$(BIN)/python packaging/mutants.py $(MODULE)

# Ratios against a peer in the same run; never an absolute time, never part of the tests.
bench: $(INSTALLED)
	@$(BIN)/python packaging/bench.py
	@$(BIN)/python packaging/bench_seeing.py $(wildcard ../shared/data)

# The pictures in README, made from the sample claim.
screenshots: $(INSTALLED)
	@bash packaging/make_screenshots.sh $(BIN) $(OUT)

clean:
	rm -rf $(VENV) .stamps out build dist
