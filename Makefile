# The one door to all checks. `make check` is what CI runs after the tests; `make all` adds the tests.
PYTHON ?= python3

.PHONY: all check test format pictures screenshots app

all: check test

check:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -c "from importlinter.cli import lint_imports_command as lint; lint()"

test:
	$(PYTHON) -m pytest

format:
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

pictures:
	$(PYTHON) -m pytest tests/desktop_app --update-pictures

screenshots:
	$(PYTHON) -m tools.screenshots $(FOLDER)
	$(PYTHON) -m tools.promise

app:
	$(PYTHON) -m tools.packaging.build
