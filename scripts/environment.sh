#!/bin/sh
# Make the environment in .venv from a hash file: scripts/environment.sh requirements/run.txt
# Needs Python 3.11 or later and pip; Debian's venv without ensurepip is worked around.
set -eu
hashes=$1
python=${PYTHON:-python3}
venv=.venv

say() { printf 'tollbook: %s\n' "$1" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    say "Python 3.11 or later is needed: install python3, or name it: make PYTHON=/path/to/python3.11"
    exit 1
}
if [ ! -x "$venv/bin/python" ]; then
    # Debian's python3 has no ensurepip without python3-venv; the pip at hand can install into an empty environment.
    "$python" -m venv "$venv" 2>/dev/null || "$python" -m venv --clear --without-pip "$venv"
fi
if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    pip="$venv/bin/python -m pip"
elif "$python" -m pip --version >/dev/null 2>&1; then
    pip="$python -m pip --python $venv/bin/python"
else
    say "pip is needed: apt-get install python3-pip (or python3-venv)"
    exit 1
fi
$pip install --quiet --disable-pip-version-check --require-hashes -r "$hashes"
$pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
