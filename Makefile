# `make run` starts the service with the demonstration company; `make test` checks everything.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: run ui ui-check ui-browser test lint unit docs neo4j deny container bench bench-peers validate clean

export CARGO_TERM_COLOR ?= never
# With npm, the program gets its web application; without, it says at its address how to get one.
run:
	if command -v npm > /dev/null; then $(MAKE) ui; fi
	cargo build --release --locked --bin guanxi
	./target/release/guanxi serve --demo

test: neo4j ui ui-check lint docs unit deny ui-browser

# The web application, into ui/dist, from where the program takes it. Installs what it is built with when that has changed.
ui: ui/node_modules/.package-lock.json
	cd ui && npm run --silent build

ui/node_modules/.package-lock.json: ui/package-lock.json
	cd ui && npm ci --no-audit --no-fund && touch node_modules/.package-lock.json

# Lints, types against schema.graphql, and the unit tests of the web application.
ui-check: ui/node_modules/.package-lock.json
	cd ui && npm run --silent lint && npm run --silent types:check && npm run --silent check && npm test --silent

# The web application in Chromium against the program; pictures of every screen in target/ui-screenshots. The program is the one that the
# other tests have: built by itself it would be compiled anew, because some libraries have more features in tests.
ui-browser: ui
	scripts/fetch-chromium.sh
	cargo test --locked $(TESTS) --no-run
	cd ui && npm run --silent e2e

# Format and warnings of everything, benchmarks included.
lint:
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings

docs:
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --document-private-items

# Unit, property, store, API and end-to-end tests, and once what the benchmarks measure in a moment; lint compiles the others.
TESTS := --workspace --lib --bins --tests --examples --bench cascades --bench embedded_store --bench engine --bench peers
unit: neo4j
	cargo test --locked $(TESTS) --no-fail-fast
	cargo test --locked --workspace --doc

# The official Neo4j for the tests, fetched once.
neo4j:
	scripts/fetch-neo4j.sh

# Licences and sources of the dependencies. The tool is built the first time, which takes minutes.
deny:
	scripts/deny.sh

# The image and docker-compose.yml, tried as docs/operations.md tells. Needs a Docker engine and free ports.
container:
	scripts/container-check.sh

# Figures for docs/performance.md. GUANXI_BENCH_PEOPLE sets the size of the question's input.
# The peer, networkx, is installed into a scratch environment. The web application comes last, in Chromium.
bench: ui
	cargo bench --locked --workspace
	GUANXI_BENCH_DUMP=target/bench-graph cargo bench --locked --package guanxi-engine --bench engine
	python3 -m venv target/bench-peers/venv
	target/bench-peers/venv/bin/pip install --quiet --requirement benches/peers/requirements.txt
	target/bench-peers/venv/bin/python benches/peers/networkx_routes.py target/bench-graph
	scripts/fetch-chromium.sh
	cd ui && npm run --silent figures

# The engine beside other libraries, one thread and two; writes the section "Peers" of docs/performance.md. What no library answers is
# held against the plain way at the end, and printed: the section "The whole company".
bench-peers:
	python3 -m venv target/bench-peers/venv
	target/bench-peers/venv/bin/pip install --quiet --requirement benches/peers/requirements.txt
	target/bench-peers/venv/bin/python benches/peers/run.py
	target/bench-peers/venv/bin/python benches/peers/run.py --threads 2
	cargo bench --locked --package guanxi-engine --bench cascades

# What the models of suggested lines are worth on real data, written to docs/validation.md.
DATA ?= $(or $(GUANXI_REAL_DATA),../shared/data)
validate:
	cargo run --release --locked --package guanxi-scoring --example validate -- $(DATA) docs/validation.md

clean:
	cargo clean
