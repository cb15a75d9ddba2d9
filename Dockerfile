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
# The caches keep the registry and compiled crates between builds; the program is copied out because a cache is no layer.
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    cargo build --release --locked --bin guanxi && cp target/release/guanxi /usr/local/bin/guanxi

FROM debian:trixie-slim
# The embedded store's folder exists and is the user's, so that a volume mounted there is too.
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/guanxi guanxi
COPY --from=build /usr/local/bin/guanxi /usr/local/bin/guanxi
USER guanxi
WORKDIR /var/lib/guanxi
ENV GUANXI_BIND=0.0.0.0:8080 GUANXI_DATA_DIR=/var/lib/guanxi
EXPOSE 8080
ENTRYPOINT ["guanxi"]
CMD ["serve"]
