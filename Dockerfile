# The service as a container: docker build -t guanxi .
# Runs as a user of its own; everything it needs beside its configuration is inside the program.
FROM node:22-trixie-slim AS ui
WORKDIR /src/ui
COPY ui/package.json ui/package-lock.json ui/.npmrc ./
RUN npm ci
COPY ui .
RUN npm run build

FROM rust:1.95-slim-trixie AS build
WORKDIR /src
COPY . .
COPY --from=ui /src/ui/dist ui/dist
# Without debug information the program is a fifth of the size; the functions of a backtrace keep their names.
ENV CARGO_PROFILE_RELEASE_DEBUG=none
# The caches keep the registry and compiled crates between builds; the program is copied out because a cache is no layer.
# Cargo goes by the age of files, and a file may well be older than what another checkout left in the cache: all are made new.
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    find . -path ./target -prune -o -type f -exec touch {} + \
    && cargo build --release --locked --bin guanxi && cp target/release/guanxi /usr/local/bin/guanxi

FROM debian:trixie-slim
# The embedded store's folder exists and is the user's, so that a volume mounted there is too.
RUN groupadd --gid 10001 guanxi \
    && useradd --uid 10001 --gid guanxi --no-create-home --home-dir /var/lib/guanxi guanxi \
    && install --directory --owner guanxi --group guanxi --mode 700 /var/lib/guanxi
# Whom to believe when Neo4j is reached over TLS.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /usr/local/bin/guanxi /usr/local/bin/guanxi
# By number, which is what can be checked not to be root's.
USER 10001:10001
WORKDIR /var/lib/guanxi
ENV GUANXI_BIND=0.0.0.0:8080 GUANXI_DATA_DIR=/var/lib/guanxi
EXPOSE 8080
ENTRYPOINT ["guanxi"]
CMD ["serve"]
