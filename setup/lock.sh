#!/usr/bin/env bash
# Renew setup/*.lock from pyproject.toml: exact versions, hashes, no download addresses. Usage: lock.sh [--upgrade]
# Versions that still fit stay as they are, unless --upgrade.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash setup/prepare.sh maintain

# uv does not read pip's settings; the user's index is passed on.
index=${UV_DEFAULT_INDEX:-${PIP_INDEX_URL:-$(.venv/bin/python -I -m pip config get global.index-url 2>/dev/null || true)}}
if [ -n "$index" ]; then export UV_DEFAULT_INDEX=$index; fi

# Wheels only, as prepare.sh installs them: no foreign build script runs, but for the one library without a wheel.
compile() {
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: --no-binary odfpy \
    --generate-hashes --no-emit-index-url --custom-compile-command "make lock" "$@"
}

compile "$@" pyproject.toml --group build --output-file setup/runtime.lock
compile "$@" pyproject.toml --group build --extra dev --constraints setup/runtime.lock --output-file setup/dev.lock
compile "$@" --group lock --output-file setup/maintain.lock
