#!/usr/bin/env bash
# Installs Debian's Chromium and a font with Chinese characters for the tests of the web application, unless they are there.
# CHROMIUM names another Chromium.
set -euo pipefail

if [[ -x "${CHROMIUM:-/usr/bin/chromium}" ]]; then
    exit 0
fi
if [[ $EUID -ne 0 ]]; then
    echo "no Chromium: install it (apt-get install chromium fonts-noto-cjk), or set CHROMIUM to one" >&2
    exit 1
fi
apt-get update
apt-get install --yes --no-install-recommends chromium fonts-noto-cjk
