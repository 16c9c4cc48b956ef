#!/bin/sh
# Installs what is missing, builds, and runs every test. Works on a bare Debian 12 or Ubuntu 22.04, and offline once
# the packages are there.
set -eu
cd "$(dirname "$0")/.."
.ci/build
ctest --test-dir build/release -j 2 --output-on-failure --no-tests=error
