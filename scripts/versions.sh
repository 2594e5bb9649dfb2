#!/bin/sh
# Tests the course with the oldest and the newest versions of its ranges: versions.sh MAKE
# Each has an environment of its own, which stays for the next time.
set -eu
make=$1
uv=${UV-$(command -v uv || true)}

find_python() {  # names on the PATH may not run, so each one is asked
    for candidate in "python$1" "$([ -z "$uv" ] || "$uv" python find --no-project "$1" 2>/dev/null)"; do
        if "$candidate" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    echo "make versions needs a Python $1 on the PATH, or one that uv finds: uv python install $1" >&2
    return 1
}

oldest=$(find_python 3.12)
newest=$(find_python 3.13)
"$make" one-version VENV=.venv/var/oldest REQUIREMENTS=scripts/requirements/oldest.txt PYTHON="$oldest"
"$make" one-version VENV=.venv/var/newest REQUIREMENTS=requirements.txt PYTHON="$newest"
