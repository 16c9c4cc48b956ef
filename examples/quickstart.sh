#!/bin/sh
# Installs what is missing, builds `verify`, proves what holds in a real network, and finds what is wrong with it
# after a change. Takes a few minutes the first time.
set -eu
cd "$(dirname "$0")/.."
.ci/build verify
verify="build/release/verify"

say() { printf '\n'; printf '%s\n' "$@"; }
run() {
    printf '\n$ verify %s\n\n' "$*"
    "$verify" "$@" || status=$?
}

say "1. A proof. ExpressRoute with a site-to-site VPN as its backup, as Microsoft documented it with route tables and" \
    "   traceroutes. Every property is decided for every stable routing state under every allowed failure, and every" \
    "   measured table and traceroute is compared with the model."
status=0
run specs/expressroute-vpn-backup.net
[ "$status" -eq 0 ]

say "2. A counterexample. Someone forgets the local preference on the CEs, a change of two lines:"
grep -n '^change' examples/misconfigurations/local-preference-forgotten.net
say "   The file says what it expects to break and why, so this run passes; the story is the one a pipeline would show" \
    "   as FAIL."
status=0
run examples/misconfigurations/local-preference-forgotten.net
[ "$status" -eq 0 ]

say "3. The limits. Let up to four things fail at once, and see which four cut the sites apart. Exit code 1 stops a" \
    "   pipeline."
status=0
run specs/expressroute-vpn-backup.net --failures 4 --property lan-to-spoke
[ "$status" -eq 1 ]

say "Next: README.md, specs/language.md, \`$verify --help\`."
