#!/bin/sh
# Make the virtual environment $1 with the newest Python that can: 3.11 or newer, with venv.
# When there is none, one sentence says what to install.
set -eu

folder=$1
without_venv=

# Half an environment would be taken for a whole one the next time.
trap 'rm -rf "$folder"; exit 130' INT TERM HUP

for name in python3.14 python3.13 python3.12 python3.11 python3; do
    version=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])
sys.exit(sys.version_info < (3, 11))' 2>/dev/null) || continue
    if "$name" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "Making $folder with Python $version."
        "$name" -m venv --clear "$folder" && exit 0
        rm -rf "$folder"
        exit 1
    fi
    without_venv=${without_venv:-$version}
done

if [ -n "$without_venv" ]; then
    package="python$without_venv-venv"
    echo "Install $package: sudo apt install $package" >&2
elif [ "$(uname)" = Darwin ]; then
    echo "Install Python 3.11 or newer: brew install python@3.13" >&2
else
    echo "Install Python 3.11 or newer: sudo apt install python3 python3-venv" >&2
fi
exit 1
