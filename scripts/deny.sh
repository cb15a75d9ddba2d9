#!/usr/bin/env bash
# Holds licences, sources and bans of the dependencies (deny.toml). The advisory database lives on a public host and is asked only
# where the network allows it: `scripts/deny.sh advisories`.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=target/tools
if ! cargo deny --version >/dev/null 2>&1; then
  [ -x "$tools/bin/cargo-deny" ] || cargo install --locked --quiet --debug --version 0.20.2 --root "$tools" cargo-deny
  PATH="$PWD/$tools/bin:$PATH"
fi
if [ $# -eq 0 ]; then set -- licenses bans sources; fi
exec cargo deny --locked check "$@"
