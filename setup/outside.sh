#!/usr/bin/env bash
# Bring what robots work with outside Python: a browser for portals, a printer to practise on, Korean for reading
# scans, the library that draws documents.
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
  has cupsd || wanted+=(cups-daemon)
  has_fonts NanumPen NanumMyeongjo || wanted+=(fonts-nanum fonts-nanum-extra) # filled paper forms are written with them
fi
if [ "${#wanted[@]}" -eq 0 ]; then exit 0; fi

if command -v apt-get >/dev/null && can_be_root; then
  if (install_system "${wanted[@]}"); then exit 0; fi
fi
echo "Jikwon: going on without some of browser, printer, scans and documents; to add them: sudo apt-get install -y ${wanted[*]}" >&2
