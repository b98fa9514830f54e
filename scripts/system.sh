#!/bin/sh
# What is no Python package: Chromium for the tests that open pages, the Noto fonts, Pango for PDF, and PostgreSQL for the
# tests of the casebook on it (no service is started or needed: the tests run a server of their own).
# Installed by apt-get, and only where it is missing.
set -eu
missing=
command -v chromium >/dev/null || missing="$missing chromium"
[ -n "$(find /usr/share/fonts/truetype/noto -name 'NotoNaskhArabic-*' -print -quit 2>/dev/null)" ] ||
    missing="$missing fonts-noto-core"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
PATH=$PATH:/sbin:/usr/sbin
for library in libpango-1.0 libpangoft2-1.0 libharfbuzz-subset; do
    ldconfig -p | grep -q "$library\.so\.0" && continue
    case $library in *[0-9]) missing="$missing $library-0" ;; *) missing="$missing ${library}0" ;; esac
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    printf 'tollbook: the tests need:%s\n  apt-get install --no-install-recommends%s\n' "$missing" "$missing" >&2
    exit 1
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086 (a list of packages)
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
