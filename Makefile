# Every target works from a clean clone on a machine that has git, make and python3 with pip.
UV_VERSION ?= 0.13.9
UV ?= $(shell command -v uv 2>/dev/null || echo $(CURDIR)/.tools/bin/uv)
PY := .venv/bin/python
export UV_SYSTEM_CERTS = 1
export UV_PYTHON_PREFERENCE = system
# Time zones come from the tzdata wheel alone: system tables may be years behind (docs/adr/0004).
export PYTHONTZPATH =

.PHONY: setup demo test test-postgres check bench assets lock sbom format clean uvbin debian

setup: .venv/.dev assets

demo: .venv/.core assets
	$(PY) -m redwell demo $(if $(ONCE),--once)

test: .venv/.dev assets debian
	sh tools/test.sh

check: .venv/.dev assets
	sh tools/check.sh

bench: .venv/.dev assets debian
	$(PY) -m bench

assets: .venv/.core
	$(PY) -m redwell assets

format: .venv/.dev
	$(PY) -m ruff format src tests bench tools hatch_build.py
	$(PY) -m ruff check --fix src tests bench tools hatch_build.py

debian: .venv/.dev
	sh tools/debian-packages.sh

uvbin:
	@command -v uv >/dev/null 2>&1 || test -x .tools/bin/uv || \
	  python3 -m pip install -q --target .tools "uv==$(UV_VERSION)"

.venv/bin/python: | uvbin
	@p=$$(sh tools/find-python.sh); "$(UV)" venv -q $${p:+--python "$$p"} .venv || \
	  { echo "Redwell needs Python 3.12 or newer: install python3.13, or allow uv to download it."; exit 1; }

.venv/.core: requirements/core.txt | .venv/bin/python
	"$(UV)" pip install -q --python $(PY) --require-hashes -r requirements/core.txt
	@echo "$(CURDIR)/src" > $$($(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/redwell-src.pth
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.core | .venv/bin/python
	"$(UV)" pip install -q --python $(PY) --require-hashes -r requirements/dev.txt && touch $@

lock: | uvbin
	"$(UV)" pip compile -q --universal --python-version 3.12 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements/core.txt
	"$(UV)" pip compile -q --universal --python-version 3.12 --generate-hashes --no-header --no-annotate --all-extras --group dev pyproject.toml -o requirements/dev.txt

sbom: .venv/bin/python
	$(PY) tools/sbom.py sbom.json

clean:
	rm -rf .venv .tools var frontend/node_modules src/redwell/ui/static/redwell/dist
