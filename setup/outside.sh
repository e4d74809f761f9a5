#!/usr/bin/env bash
# Bring what robots work with outside Python: a browser for portals, a printer to practise on, Korean for reading
# scans, the library that draws documents; for tests also a database server, and what they do to machines.
# Usage: outside.sh runtime|dev. Where nobody may install them it says what is left out, and goes on without.
# When all are there this takes milliseconds and prints nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. setup/system.sh

has() {
  local program
  for program in "$@"; do
    if PATH="$PATH:/usr/sbin:/sbin" command -v "$program" >/dev/null; then return 0; fi
  done
  return 1
}

has_korean_font() {
  has fc-list && [ -n "$(fc-list :lang=ko family)" ]
}

has_fonts() {
  local name
  for name in "$@"; do
    compgen -G "/usr/share/fonts/truetype/nanum/$name*" >/dev/null || return 1
  done
}

reads_korean() {
  local data
  for data in "${TESSDATA_PREFIX:-}" /usr/share/tesseract-ocr/*/tessdata /usr/share/tessdata; do
    if [ -e "$data/kor.traineddata" ]; then return 0; fi
  done
  return 1
}

has_library() {
  compgen -G "/usr/lib/*/$1" >/dev/null || compgen -G "/usr/lib*/$1" >/dev/null
}

is_debian() {
  grep -qx 'ID=debian' /etc/os-release 2>/dev/null
}

has_postgresql() {
  has initdb || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null
}

wanted=()
has microsoft-edge google-chrome google-chrome-stable chromium chromium-browser || wanted+=(chromium)
has_korean_font || wanted+=(fontconfig fonts-nanum) # else a portal's pictures show boxes
has ippeveprinter || wanted+=(cups-ipp-utils)
has dbus-daemon || wanted+=(dbus)
has avahi-daemon || wanted+=(avahi-daemon)
reads_korean || wanted+=(tesseract-ocr-kor)
has_library libfreetype.so.6 || wanted+=(libfreetype6) # documents are drawn with it
has_library libatomic.so.1 || wanted+=(libatomic1)     # the program that drives the browser needs it
if [ "$1" = dev ]; then
  has chromium-headless-shell || ! is_debian || wanted+=(chromium-headless-shell) # most tests need no window
  has cupsd || wanted+=(cups-daemon)
  has_postgresql || wanted+=(postgresql)                # every test can run on it, too
  has_library faketime/libfaketime.so.1 || wanted+=(faketime) # a machine whose clock is wrong
  has ip || wanted+=(iproute2)                          # machines between which the network is cut
  has systemd-analyze || wanted+=(systemd)              # it judges the units of deploy/
  has nginx || wanted+=(nginx-light)                    # the console behind an office's own proxy
  has_fonts NanumPen NanumMyeongjo || wanted+=(fonts-nanum fonts-nanum-extra) # filled paper forms are written with them
fi
if [ "${#wanted[@]}" -eq 0 ]; then exit 0; fi

# Tests start servers of their own: Debian is to start none, where it was not told otherwise.
keep_servers_ended() {
  local told=/etc/postgresql-common/createcluster.conf
  if [[ " ${wanted[*]} " == *" postgresql "* ]] && [ ! -e "$told" ]; then
    as_root mkdir -p "${told%/*}"
    echo "create_main_cluster = false" | as_root tee "$told" >/dev/null
  fi
}

end_servers() {
  if [[ " ${wanted[*]} " == *" nginx-light "* ]] && has systemctl; then
    as_root systemctl disable --now nginx >/dev/null 2>&1 || true
  fi
}

if command -v apt-get >/dev/null && can_be_root; then
  keep_servers_ended
  if (install_system "${wanted[@]}"); then
    end_servers
    exit 0
  fi
fi
echo "Jikwon: going on without some of browser, printer, scans and documents; to add them: sudo apt-get install -y ${wanted[*]}" >&2
