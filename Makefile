# Tertulia's commands. Each makes what it needs in .venv first; `make` alone lists them.

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
# compiled code is kept between runs, also where the environment says otherwise: a tenth of the time goes there
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

# Another Python:  make test PYTHON=python3.13   Another port:  make demo PORT=9000
PYTHON ?=
PORT ?=

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: $(RUNTIME) ## the practice room with a sample class, in your browser
	@$(BIN)/tertulia demo $(if $(PORT),--port $(PORT))

test: $(DEV) ## the tests a change needs at every save
	@$(PYTEST) -m "not slow" -n 2 --dist worksteal

slow: $(DEV) ## the tests that take longer
	@$(PYTEST) -m "slow or hypothesis" --hypothesis-profile=thorough -n 2 --dist loadfile

lint: $(DEV) ## ruff, mypy and the floors of the house
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports

check: lint test slow ## all that CI runs

format: $(DEV) ## put the code into its usual form
	@$(BIN)/python -m ruff check --fix .
	@$(BIN)/python -m ruff format .

bench: $(DEV) ## how fast it is, beside plain sqlite3
	@$(BIN)/python -m pytest benchmarks --benchmark-columns=median,ops,rounds -s

pictures: $(DEV) ## the pictures of the documentation, taken anew (needs Chromium)
	@PICTURES=docs/pictures $(BIN)/python -m pytest -q tests/test_scene_in_browser.py
	@rm -f docs/pictures/set-up.png docs/pictures/words.png docs/pictures/close.png

sentences: $(DEV) ## every sentence the bot can say, in both languages, with its length and place
	@$(BIN)/python -m tests.sentences

fortnight: $(DEV) ## two weeks of three classes, played; what people saw goes into docs/fortnight
	@$(BIN)/python -m tests.fortnight docs/fortnight

migration: $(DEV) ## the next step of the database: make migration name="what changed"
	@$(BIN)/python -m storage.migrations "$(name)"

clean: ## remove the environment, caches and builds; data/ stays
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help demo test slow lint check format bench pictures sentences fortnight migration clean remake


# The environment. `remake` stands in when its interpreter is gone (a system upgrade) or is not the PYTHON asked for.

IDENTITY := import sys; print(tuple(sys.version_info), sys.base_prefix)
REMAKE := $(shell \
  here=$$($(BIN)/python -c '$(IDENTITY)' 2>/dev/null) || { echo remake; exit; }; \
  test -z "$(PYTHON)" || test "$$("$(PYTHON)" -c '$(IDENTITY)' 2>/dev/null)" = "$$here" || echo remake)

$(RUNTIME): pyproject.toml constraints.txt $(REMAKE)
	$(environment)
	@echo "Installing Tertulia into $(VENV), once ..."
	@$(INSTALL) -e .
	@touch $@

$(DEV): pyproject.toml constraints.txt $(REMAKE)
	$(environment)
	@echo "Installing Tertulia and its tools into $(VENV), once ..."
	@$(INSTALL) -e '.[dev]'
	@touch $(RUNTIME) $@

# Says "VERSION whole|bare|old PROGRAM" of the best Python here; whole = new enough and able to make environments.
# The probe is plain enough for a Python of any age to run.
PROBE := import sys; v = sys.version_info; print("%d.%d %s" % (v[0], v[1], "old" if v < (3, 11) else "whole" \
  if all(map(__import__("importlib.util").util.find_spec, ("venv", "ensurepip"))) else "bare"))
PYTHONS := $(if $(PYTHON),"$(PYTHON)",python3.14 python3.13 python3.12 python3.11 python3 python)
FIND = best=; for p in $(PYTHONS); do \
  said=$$("$$p" -c '$(PROBE)' 2>/dev/null) || continue; \
  case "$$said" in \
    *whole) best="$$said $$p"; break;; \
    *bare|*old) best="$${best:-$$said $$p}";; \
  esac; done; echo "$$best"

# Each is one line, said by make's own `error`: a failing command would add a second one.
NONE = Tertulia needs Python 3.11 or newer, and $(or $(PYTHON),python3) does not run here. \
  Install python3.12, then run make again
OLD = Tertulia needs Python 3.11 or newer; this is $(version) ($(program)). \
  Install python3.12, then run make again, or name another: make PYTHON=/path/to/python3.12
BARE = Python $(version) ($(program)) has no venv module to make an environment with. \
  Install python$(version)-venv (Debian and Ubuntu: sudo apt install python$(version)-venv), then run make again
FAILED = The environment $(VENV) could not be made: $(failure)

version = $(word 1,$(found))
program = $(wordlist 3,$(words $(found)),$(found))
works = $(if $(REMAKE),,$(shell $(BIN)/python -m pip --version 2>/dev/null))
make-venv = $(shell said=$$("$(program)" -m venv --clear $(VENV) 2>&1) || { rm -rf $(VENV); echo "failed: $$said"; })

# Keeps an environment that works; else refuses an unready Python, or makes .venv, whole or not at all.
environment = $(if $(works),,$(eval found := $$(shell $$(FIND)))$(call refuse,$(word 2,$(found)))$(eval \
  failure := $$(make-venv))$(if $(failure),$(error $(if $(findstring ensurepip,$(failure)),$(BARE),$(FAILED)))))
refuse = $(if $(1),,$(error $(NONE)))$(if $(filter old,$(1)),$(error $(OLD)))$(if $(filter bare,$(1)),$(error $(BARE)))
