# What people and CI type. Each target first sees to it that .venv holds what it needs (installers/linux/setup); when
# it already does, that costs a few milliseconds.
#
#   PYTHON=python3.12   the interpreter that .venv is made with (3.10 or newer)
#   ARGS="..."          passed on: make test ARGS="-k store", make bench ARGS="--json bench.json"
#   PROCESSES=2         how many share the tests' files; more would be too busy for the reaction times that are promised

PYTHON ?=
ARGS ?=
PROCESSES ?= 2

SETUP := PYTHON="$(PYTHON)" bash installers/linux/setup
BIN := .venv/bin

# Each needs packages that do not go together with the others', and so an environment of its own: .venv-NAME.
ENGINES := tflite-runtime mediapipe
ENGINE_TESTS := tests/contracts/test_engines.py tests/segment/engines tests/segment/test_rewriting.py \
  tests/gui/test_mixed_opencv.py

LUPDATE := $(BIN)/pyside6-lupdate
# Where texts are marked: see app/backdrop/text.py, and `say` in doctor/finding.py.
MARKS := QT_TR_NOOP+=N_,QT_TR_NOOP+=say,tr+=_
TEXTS := resources/translations/backdrop_ko.ts

.NOTPARALLEL:
.PHONY: help run test test-engines call fuzz soak check backgrounds translations bench quality clean

help:
	@echo "make run          set up what is missing, then webcam -> new background -> virtual camera (the window,"
	@echo "                  where there is a display)"
	@echo "make test         the whole test suite"
	@echo "make call         a real virtual camera and a real browser in a call, in an emulated machine (minutes)"
	@echo "make test-engines what every engine keeps to, with tflite-runtime and with MediaPipe"
	@echo "make fuzz         wild bytes into everything that reads files or requests, FUZZ_S seconds each (300)"
	@echo "make soak         half an hour of a call (SECONDS=...) in which things change and fail: does anything grow?"
	@echo "make check        ruff, mypy --strict, import-linter"
	@echo "make bench        what a frame costs on this machine, at four sizes, beside the network alone"
	@echo "make quality      how natural the mattes look, as figures (MODEL= REFINEMENT= HALF=0|1 ONLY=composites,...)"
	@echo "make backgrounds  draw the bundled backgrounds again"
	@echo "make translations find the texts in the sources and list those that are not translated"
	@echo "make clean        remove the environments and everything built"

run:
	@$(SETUP) run model
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] && [ -f .venv/.qt ]; then $(BIN)/backdrop; else $(BIN)/backdrop demo; fi

# What keeps all processors busy, and what is held to reaction times, comes after the rest, alone: else those were the
# times of a busy machine.
# Exit code 5: ARGS leave no test in that part.
test:
	@$(SETUP) test model
	@most=0; $(BIN)/python -m pytest -n $(PROCESSES) --dist loadfile -m "not alone" $(ARGS) || most=$$?; \
	last=0; $(BIN)/python -m pytest -m alone $(ARGS) || last=$$?; \
	[ $$most -ne 5 ] || most=$$last; [ $$last -ne 5 ] || last=0; \
	exit $$((most ? most : last))

# Programs that it lacks are installed where that is allowed; what cannot be had is skipped, and says so.
call:
	@$(SETUP) test model call
	@$(BIN)/python -m pytest tests/call -s $(ARGS)

# Exit code 3: the engine does not exist here, and the set-up has said so.
test-engines:
	@failed=0; \
	for engine in $(ENGINES); do \
	  done=0; ENGINE=$$engine $(SETUP) test model || done=$$?; \
	  [ $$done -ne 3 ] || continue; \
	  [ $$done -eq 0 ] && .venv-$${engine%-runtime}/bin/python -m pytest $(ENGINE_TESTS) $(ARGS) || failed=1; \
	done; \
	exit $$failed

# From another start every time, which is told, so that it can be had again: make fuzz SEED=...
fuzz: SEED := $(or $(SEED),$(shell date +%s))
fuzz:
	@$(SETUP) test model
	@echo "seed $(SEED)"
	@BACKDROP_FUZZ_S=$(or $(FUZZ_S),300) BACKDROP_FUZZ_SEED=$(SEED) $(BIN)/python -m pytest tests/fuzz -rP $(ARGS)

# From a seed, as make fuzz: make soak SECONDS=300 SEED=...
soak: SEED := $(or $(SEED),$(shell date +%s))
soak:
	@$(SETUP) test model
	@PYTHONPATH=app:tests $(BIN)/python -m soak $(or $(SECONDS),1800) $(SEED)

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

# The program reads the .ts itself, in both faces; nothing is compiled.
translations:
	@$(SETUP) run
	@$(LUPDATE) $$(find app/backdrop -name '*.py' | LC_ALL=C sort) -tr-function-alias "$(MARKS)" \
	  -no-obsolete -locations none -source-language en -target-language ko -ts $(TEXTS)
	@grep -B1 'type="unfinished"' $(TEXTS) || echo "Every text is translated."

bench:
	@$(SETUP) run model
	@$(BIN)/backdrop bench sizes $(ARGS)

# Minutes. ARGS="--keep FOLDER" leaves the mattes there to be looked at, "--every-frame" never lets the network rest.
quality:
	@$(SETUP) test model
	@PYTHONPATH=app:tests $(BIN)/python -m quality $(if $(MODEL),--model $(MODEL)) \
	  $(if $(REFINEMENT),--refinement $(REFINEMENT)) $(if $(HALF),--half $(HALF)) $(if $(ONLY),--only $(ONLY)) $(ARGS)

clean:
	rm -rf .venv .venv-tflite .venv-mediapipe dist build out
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f backdrop-demo.mp4 backdrop-demo.png
	find app tests resources -name __pycache__ -prune -exec rm -rf {} +
