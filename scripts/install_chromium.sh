#!/bin/sh
# Installs the browser that the tests of the website drive, unless there is one: install_chromium.sh PYTHON
set -eu
python=$1

found() {
    for name in "$@"; do
        if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
            echo "Found $(command -v "$name")"
            return 0
        fi
    done
    return 1
}

found "${CHROMIUM-}" chromium-headless-shell && exit 0
# Debian's shell without a window needs a third less time than the whole browser.
if [ -f /etc/debian_version ] && ! grep -q '^ID=ubuntu' /etc/os-release; then
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    if [ -z "$as_root" ] || command -v sudo >/dev/null 2>&1; then
        export DEBIAN_FRONTEND=noninteractive
        install="$as_root apt-get install -y -qq --no-install-recommends"
        $as_root apt-get update -qq && { $install chromium-headless-shell || $install chromium; } && exit 0
    fi
fi
found chromium chromium-browser google-chrome google-chrome-stable && exit 0
if [ "$(uname)" = Darwin ]; then
    "$python" -m playwright install chromium
else
    # Ubuntu's own package is a pointer to a snap, which cannot read every folder.
    "$python" -m playwright install --with-deps chromium
fi
