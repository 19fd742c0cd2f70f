# Everything a person or the CI runs. `make run` and `make test` need Python 3.11 or newer alone.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    := out/releases
PORT   ?= 8000
COUNT  ?= 10000
EDITOR_JS := src/trips_graph/web/static/editor/editor.js

.PHONY: run build serve test check format lint types imports drift mutations translations generate clean

run: build serve          ## build a release from data/ and serve it on http://127.0.0.1:8000

build: $(VENV)/ready
	$(BIN)/trips-graph build --out $(OUT)

serve: $(VENV)/ready
	$(BIN)/trips-graph serve --release $(OUT) --port $(PORT)

test: $(VENV)/ready       ## run every test
	$(BIN)/pytest

check: $(VENV)/ready lint types imports drift test   ## everything that CI demands

format: $(VENV)/ready
	$(BIN)/ruff format src tests tools
	$(BIN)/ruff check --fix src tests tools

lint: $(VENV)/ready
	$(BIN)/ruff format --check src tests tools
	$(BIN)/ruff check src tests tools

types: $(VENV)/ready
	$(BIN)/mypy

imports: $(VENV)/ready
	$(BIN)/lint-imports

drift: $(VENV)/ready      ## generated files are what the ontology generates, texts are translated
	$(BIN)/python tools/generate.py --check
	$(BIN)/python tools/translate.py --check

mutations: $(VENV)/ready  ## read COUNT random mutations of the invented pages: no crash, no hang
	$(BIN)/python tools/mutate.py --count $(COUNT)

translations: $(VENV)/ready  ## write the texts of the code into the catalogues
	$(BIN)/python tools/translate.py

generate: $(VENV)/ready   ## write the generated files again
	$(BIN)/python tools/generate.py

$(VENV)/ready: pyproject.toml tools/bundle_editor.py $(wildcard editor/*.*)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/pip install --quiet --editable . --group dev
	@test -f $(EDITOR_JS) || echo 'Without the editor: /sparql is a plain form. Why: $(BIN)/pip install --verbose --editable .' >&2
	touch $@

clean:
	rm -rf $(VENV) out dist build
