# shellcheck shell=bash
# What set-up needs from the operating system: a Python that can make environments, and packages through apt.

can_make_environments='import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))'
is_new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
pythons=(python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3)

give_up() {
  printf 'Jikwon: %s\n' "$*" >&2
  exit 1
}

# Run a command as root: directly, or through a sudo that does not ask.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() {
  [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null
}

# Install system packages, or say in one line which ones are missing.
install_system() {
  if ! command -v apt-get >/dev/null || ! can_be_root; then
    give_up "install this, then run the same command again: sudo apt-get install -y $*"
  fi
  echo "Installing system packages: $*"
  local said apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  said=$(as_root "${apt[@]}" update </dev/null 2>&1) || true # one broken source must not stop the others
  said+=$'\n'$(as_root "${apt[@]}" install -y --no-install-recommends "$@" </dev/null 2>&1) ||
    give_up "apt could not install $*: $(grep -m1 '^E:' <<<"$said")"
}

# Print the first Python for which a line of Python exits with 0.
first_python() {
  local python
  for python in "${pythons[@]}"; do
    if "$python" -I -c "$1" >/dev/null 2>&1; then
      echo "$python"
      return
    fi
  done
  return 1
}

# Name the package that gives venv and pip to the Python that is there.
missing_package() {
  local python
  if python=$(first_python "$is_new_enough"); then
    "$python" -I -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
  else
    newest_packaged_python
  fi
}

# Name the newest packaged Python; an older release may have one beside its python3.
newest_packaged_python() {
  local version
  for version in 3.13 3.12 3.11; do
    if apt-cache show "python$version-venv" >/dev/null 2>&1; then
      echo "python$version-venv"
      return
    fi
  done
  echo "python3-venv"
}

# Print a Python that is new enough and can make environments, installing what it lacks.
need_python() {
  first_python "$can_make_environments" && return
  install_system "$(missing_package)" >&2
  first_python "$can_make_environments" ||
    give_up "Python 3.11 or newer with venv and pip is needed; install it and run the same command again"
}
