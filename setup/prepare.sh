#!/usr/bin/env bash
# Make .venv hold what one lock says, and Jikwon itself. Usage: prepare.sh runtime|dev|maintain
# Marks in .venv/jikwon/ tell what is done: when they fit, this takes milliseconds and prints nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. setup/system.sh

level=$1
venv_python=.venv/bin/python
log=.venv/setup.log
unfinished=.venv/jikwon/unfinished

# The state that a mark stands for: place and Python of the environment, and the files that it was made from.
state() {
  printf '%s\n' "$PWD" "$("$venv_python" -I -V)" "$(cat "$@" | sha256sum)"
}

mark_files() {
  case $1 in
    project) echo "pyproject.toml" ;;
    runtime) echo "setup/runtime.lock" ;;
    *) echo "setup/runtime.lock setup/$1.lock" ;;
  esac
}

is_done() {
  # shellcheck disable=SC2046 # names without blanks
  [ "$(cat ".venv/jikwon/$1" 2>/dev/null)" = "$(state $(mark_files "$1"))" ]
}

mark() {
  # shellcheck disable=SC2046 # names without blanks
  state $(mark_files "$1") >".venv/jikwon/$1"
}

# Tell whether the environment fits another lock, place or Python, so that it is made anew and nothing old stays.
is_outdated() {
  [ -e ".venv/jikwon/$1" ] && ! is_done "$1"
}

works() {
  "$venv_python" -I -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

make_environment() {
  local python
  python=$(need_python)
  "$python" -I -m venv --clear .venv </dev/null >/dev/null 2>&1 ||
    give_up "$python could not make .venv here; see what it says: $python -m venv --clear .venv"
}

# Indexes, certificates and proxies are those that the user configured for pip. Python compiles what it imports, when
# it does: compiling all of it here doubled the time. A pip that was killed leaves its mark, since half a package may
# look like a whole one.
pip_install() {
  local status=0
  mkdir -p .venv/jikwon
  touch "$unfinished"
  PIP_USER=0 "$venv_python" -I -m pip install --quiet --no-input --disable-pip-version-check --no-deps \
    --progress-bar off --no-compile "$@" </dev/null >"$log" 2>&1 || status=$?
  rm "$unfinished"
  [ "$status" -eq 0 ] ||
    give_up "Python packages could not be installed; does pip reach its package index? It said:" \
      "$(grep -m1 '^ERROR' "$log" || tail -n1 "$log") (all of it: $log)"
}

install_lock() {
  echo "Installing the locked packages ($1) into .venv"
  pip_install --require-hashes --only-binary :all: --no-binary odfpy --no-build-isolation --use-pep517 \
    -r "setup/$1.lock" # odfpy ships no wheel; the runtime's lock brings what builds it
}

# Python reads path files in the locale's encoding and dies at start when it cannot. A relative path is plain ASCII,
# whatever this folder is called.
install_project() {
  pip_install --no-build-isolation --editable .
  echo "../../../../src" | tee .venv/lib/python*/site-packages/*jikwon.pth >/dev/null
}

# Two commands may start at the same time; the second waits for the first.
exec 9<setup/runtime.lock
flock 9

if ! works || [ -e "$unfinished" ] || is_outdated runtime || is_outdated "$level"; then make_environment; fi
for name in runtime "$level"; do
  if ! is_done "$name"; then
    install_lock "$name"
    mark "$name"
  fi
done
if ! is_done project; then
  install_project
  mark project
fi
