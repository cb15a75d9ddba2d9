# `make run` starts the service with the demonstration company; `make test` checks everything.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: run test lint unit docs neo4j deny bench bench-peers clean

export CARGO_TERM_COLOR ?= never
# The sales rep of the demonstration company asks, unless the environment names somebody else.
export GUANXI_VIEWER ?= demo-rep
export GUANXI_VIEWER_ROLE ?= rep

run:
	cargo build --release --locked --bin guanxi
	./target/release/guanxi serve --demo

test: neo4j lint docs unit deny

# Format and warnings of everything, benchmarks included.
lint:
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings

docs:
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

# Unit, property, store, API and end-to-end tests; benchmarks are built and each runs once.
unit: neo4j
	cargo test --locked --all-targets --no-fail-fast
	cargo test --locked --doc

# The official Neo4j for the tests, fetched once.
neo4j:
	scripts/fetch-neo4j.sh

# Licences, sources and duplicate bans of the dependencies; the advisory database needs the network and has its own target.
deny:
	scripts/deny.sh

bench:
	cargo bench --locked

clean:
	cargo clean
