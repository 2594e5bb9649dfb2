#!/bin/sh
# Makes the environment: install.sh ENVIRONMENT REQUIREMENTS STAMP
# The stamp is written last, so a broken installation never looks like a finished one.
set -eu
environment=$1 requirements=$2 stamp=$3
here=$(pwd -P)
uv=${UV-$(command -v uv || true)}

fits() {  # pyenv and macOS leave names on the PATH that do not run, so each one is asked
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

choose_python() {
    if [ -n "${PYTHON-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3.13 python3.12 python3.11 python3
    fi
    for candidate in "$@"; do
        if fits "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    echo "The course needs Python 3.11, 3.12 or 3.13; none of these is one: $*" >&2
    echo "Install one, or name it: make book PYTHON=/path/to/python3.12" >&2
    return 1
}

make_environment() {
    python=$(choose_python) || exit 1
    echo "Making $environment with $("$python" --version)" >&2
    rm -rf "$environment"
    if [ -n "$uv" ]; then
        "$uv" venv --quiet --python "$("$python" -c 'import sys; print(sys.executable)')" "$environment"
    elif ! "$python" -m venv "$environment" >/dev/null; then
        rm -rf "$environment"
        echo "$python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2
        return 1
    fi
}

# The lock carries hashes; the ranges of requirements.txt (the weekly check of new versions) cannot.
hashes=--require-hashes
[ "$requirements" = requirements.lock ] || hashes=

made_here=$(cat "$environment"/ready-* 2>/dev/null || true)
rm -f "$environment"/ready-*
if ! fits "$environment/bin/python" || { [ -n "$made_here" ] && [ "$made_here" != "$here" ]; }; then
    make_environment
elif [ -z "$uv" ] && ! "$environment/bin/python" -m pip --version >/dev/null 2>&1; then
    make_environment  # it was made by uv, which leaves pip out
fi

pip_install() { "$environment/bin/python" -m pip --disable-pip-version-check install --quiet "$@"; }

# uv needs seconds where pip needs a minute and a half. Where there is none it comes into the environment alone.
if [ -z "$uv" ] && [ "${UV-unset}" = unset ]; then
    pip_install --only-binary :all: --require-hashes -r scripts/requirements/uv.txt && uv=$environment/bin/uv
fi
installed=
if [ -n "$uv" ]; then
    echo "Installing $requirements with uv" >&2
    install() { "$uv" pip install --quiet --python "$environment/bin/python" "$@"; }
    install $hashes -r "$requirements" && installed=yes
fi
# uv does not read what pip is configured with, an index of an institute for instance.
if [ -z "$installed" ]; then
    echo "Installing $requirements with pip (the first time takes a minute or two)" >&2
    install() { pip_install "$@"; }
    install $hashes -r "$requirements"
fi
install --no-deps --no-build-isolation --editable .

# Kernels listen on this machine alone; without this each start would warn that its sockets are not encrypted.
profile=$environment/var/ipython/profile_default
mkdir -p "$profile"
echo 'c.IPKernelApp.log_level = 40' >"$profile/ipython_kernel_config.py"
echo "$here" >"$stamp"
