# What people and CI type. Each target first sees to it that .venv holds what it needs (installers/linux/setup); when
# it already does, that costs a few milliseconds.
#
#   PYTHON=python3.12   the interpreter that .venv is made with (3.10 or newer)
#   ARGS="..."          passed on: make test ARGS="-k store", make run ARGS="--mirror", make bench ARGS="--json"

PYTHON ?=
ARGS ?=

SETUP := PYTHON="$(PYTHON)" bash installers/linux/setup
BIN := .venv/bin
RUN := $(BIN)/backdrop demo
BENCH := $(BIN)/backdrop bench pipeline

.NOTPARALLEL:
.PHONY: help run test check backgrounds bench clean

help:
	@echo "make run          set up what is missing, then webcam -> new background -> virtual camera"
	@echo "make test         the whole test suite"
	@echo "make check        ruff, mypy --strict, import-linter"
	@echo "make bench        what a frame costs on this machine, stage by stage"
	@echo "make backgrounds  draw the bundled backgrounds again"
	@echo "make clean        remove .venv and everything built"

run:
	@$(SETUP) run model
	@$(RUN) $(ARGS)

test:
	@$(SETUP) test model
	@$(BIN)/python -m pytest $(ARGS)

# Every checker runs, so that one look shows all there is to mend.
check:
	@$(SETUP) dev
	@failed=0; \
	$(BIN)/ruff check || failed=1; \
	$(BIN)/ruff format --check || failed=1; \
	$(BIN)/mypy || failed=1; \
	$(BIN)/lint-imports || failed=1; \
	exit $$failed

backgrounds:
	@$(SETUP) run
	@$(BIN)/python resources/render_backgrounds.py $(ARGS)

bench:
	@$(SETUP) run model
	@$(BENCH) $(ARGS)

clean:
	rm -rf .venv dist build out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f backdrop-demo.mp4 backdrop-demo.png
	find app tests resources -name __pycache__ -prune -exec rm -rf {} +
