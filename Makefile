# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
# Tests start many short-lived processes; without bytecode on disk each compiles all it imports.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo serve test check fix bench lock clean

help:
	@echo "make demo   set up, file a case with specimen papers, end with a signed PDF in out/demo"
	@echo "make serve  set up and serve the desks on http://127.0.0.1:8900"
	@echo "make test   set up with system packages and run every test"
	@echo "make check  format, lint, types and imports, as CI does"
	@echo "make fix    format and mend what can be mended"
	@echo "make bench  run the benchmarks of eval/bench"
	@echo "make lock   choose the newest versions and pin them"

demo: .venv/ready
	$(BIN)/zhiban demo --out out/demo

serve: .venv/ready
	$(BIN)/zhiban serve --simulator

test: .venv/ready-for-tests
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: .venv/ready-for-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/ready-for-tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/ready-for-tests
	$(BIN)/python -m eval.bench.rules
	$(BIN)/python -m eval.bench.caseqc
	$(BIN)/python -m eval.bench.documents
	$(BIN)/python -m eval.bench.notices
	$(BIN)/python -m eval.bench.batch --kill
	$(BIN)/python -m eval.bench.ocr eval/samples/papers/degraded

.venv/ready: pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv || { sh .ci/system-packages python3-venv && $(PYTHON) -m venv .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	touch $@

.venv/ready-for-tests: .venv/ready requirements-test.lock
	sh .ci/system-packages chromium fonts-noto-cjk libreoffice-writer-nogui openssl postgresql poppler-utils python3-uno
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements-test.lock
	touch $@

lock: .venv/ready
	$(BIN)/uv pip compile --quiet --upgrade --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --no-header --python-version 3.11 --extra dev --extra bench --extra paddle --extra office -c requirements.lock pyproject.toml -o requirements-test.lock

clean:
	rm -rf .venv out var
