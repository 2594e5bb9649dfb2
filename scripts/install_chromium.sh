#!/bin/sh
# Installs the browser that the tests of the website drive, unless there is one: install_chromium.sh PYTHON
set -eu
python=$1

for name in "${CHROMIUM-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
        echo "Found $(command -v "$name")"
        exit 0
    fi
done

if [ -f /etc/debian_version ] && ! grep -q '^ID=ubuntu' /etc/os-release; then
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq --no-install-recommends chromium
elif [ "$(uname)" = Darwin ]; then
    "$python" -m playwright install chromium
else
    # Ubuntu's own package is a pointer to a snap, which cannot read every folder.
    "$python" -m playwright install --with-deps chromium
fi
