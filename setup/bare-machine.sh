#!/usr/bin/env bash
# Prove on a bare machine that `make demo` and `make test` do all of their set-up, and nothing twice.
# The machine is a chroot of this system's own release with python3 and make, and nothing else. Mirror, proxies,
# certificates and pip's settings are those of this machine. Needs root, and git for the fresh clone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. setup/system.sh

folder="/srv/직원 시험/jikwon"
user=65534 # an account that owns nothing and may not sudo

# --- outside: make the folder, enter a mount namespace of our own, remove the folder when that has gone

outside() {
  [ "$(id -u)" -eq 0 ] || give_up "the bare machine test makes a chroot: run it as root"
  command -v debootstrap >/dev/null || install_system debootstrap
  local root status=0
  root=$(mktemp -d)
  chmod 755 "$root"
  unshare --mount --pid --fork --kill-child bash setup/bare-machine.sh "$root" || status=$?
  rm -rf --one-file-system "$root" # its mounts ended with the namespace
  return "$status"
}

# --- inside: the chroot

mirror() {
  # shellcheck disable=SC2016 # apt fills these in
  apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
    awk -v release="$1" '$2 == release && $3 == "main" { print $1; exit }'
}

make_machine() {
  local release
  # shellcheck disable=SC1091 # every system has its own
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  debootstrap --variant=minbase --include=python3,make "$release" "$root" "$(mirror "$release")" >"$root.log" 2>&1 ||
    give_up "debootstrap failed: $(tail -n1 "$root.log")"
  rm "$root.log"
  apt-config dump 'Acquire::http::Proxy' >"$root/etc/apt/apt.conf.d/90proxy"
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
}

# Print the folders of this machine in which pip looks for packages.
package_folders() {
  local word
  for word in $(python3 -m pip config list 2>/dev/null | tr "'\"=" '   '); do
    word=${word#file://}
    word=${word%/simple} # an index's files may lie beside its pages
    case $word in /?*) [ ! -d "$word" ] || echo "$word" ;; esac
  done | sort -u
}

# Lend the machine what pip and npm need to reach the same packages as this one.
lend_settings() {
  local path bundle
  for path in /etc/pip.conf "${PIP_CONFIG_FILE:-}" ~/.config/pip/pip.conf ~/.pip/pip.conf; do
    if [ -f "$path" ]; then install -D -m 644 "$path" "$root${path/#~//tmp}"; fi # its home is /tmp
  done
  package_folders | while read -r path; do
    mkdir -p "$root$path"
    mount --bind "$path" "$root$path"
    mount -o remount,bind,ro "$root$path"
  done
  mapfile -t settings < <(env | grep -E '^(PIP_|npm_config_|[a-zA-Z]*_(proxy|PROXY)=)' | grep -v '^PIP_CERT=')
  bundle=${PIP_CERT:-$(python3 -m pip config get global.cert 2>/dev/null || echo "${SSL_CERT_FILE:-}")}
  if [ -f "$bundle" ]; then # under another name: installing venv there writes the system's own
    cp -L "$bundle" "$root/etc/lent-certificates.crt"
    settings+=(PIP_CERT=/etc/lent-certificates.crt SSL_CERT_FILE=/etc/lent-certificates.crt
      NODE_EXTRA_CA_CERTS=/etc/lent-certificates.crt)
  fi
}

# Run a command on the machine, with no terminal and the poorest locale: on_machine [--userspec=…] COMMAND
on_machine() {
  local as=()
  if [[ $1 == --userspec=* ]]; then as=("$1") && shift; fi
  chroot "${as[@]}" "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp LC_ALL=C CI=true "${settings[@]}" "$@" </dev/null
}

make_in_folder() {
  on_machine "${@:2}" make --no-print-directory -C "$folder" "$1"
}

step() {
  echo "--- $1 (after ${SECONDS} s)"
}

clone() {
  git clone --quiet --no-hardlinks . "$root$folder"
  rm -rf "$root$folder/.git/hooks"
}

inside() {
  root=$1
  step "making a bare machine"
  make_machine
  lend_settings
  clone

  step "without root and sudo: one line says what to install"
  chown -R "$user" "$root$folder"
  if make_in_folder demo "--userspec=$user:$user" >"$root/tmp/said" 2>&1; then give_up "set-up passed without venv"; fi
  cat "$root/tmp/said"
  [ "$(grep -c 'apt-get install -y python3' "$root/tmp/said")" -eq 1 ] || give_up "it did not say what to install"

  step "as root: make demo"
  make_in_folder demo
  step "again: nothing is left to set up"
  make_in_folder demo
  step "as root: make test"
  make_in_folder test

  rm -rf "$root$folder"
  clone
  chown -R "$user" "$root$folder"
  step "with venv, without root: make demo"
  make_in_folder demo "--userspec=$user:$user"
  step "the bare machine needed nothing else"
}

if [ $# -eq 0 ]; then outside; else inside "$1"; fi
