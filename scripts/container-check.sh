#!/usr/bin/env bash
# Builds the image and tries it, alone and with docker-compose.yml, as docs/operations.md tells an operator to use them. Needs a
# Docker engine with compose 2, curl, and the ports of docker-compose.yml free; leaves nothing running and nothing stored but the image guanxi.
set -euo pipefail
cd "$(dirname "$0")/.."

export NEO4J_PASSWORD=container-check GUANXI_JWT_SECRET=0123456789abcdef0123456789abcdef
export COMPOSE_PROJECT_NAME=guanxi-check
files=$(mktemp -d)
alone=guanxi-check-alone

clear_away() {
    docker compose down --volumes --rmi local --timeout 60 > "$files/down" 2>&1 || cat "$files/down" >&2
    docker rm --force "$alone" > /dev/null 2>&1 || true
    docker volume rm --force "$alone" > /dev/null 2>&1 || true
    rm -rf "$files"
}
trap clear_away EXIT

fail() {
    echo "container-check: $1" >&2
    docker compose logs --tail 30 >&2 || true
    exit 1
}
# holds TEXT PATTERN WHAT: the text has the pattern.
holds() { grep -q -- "$2" <<< "$1" || fail "$3: $1"; }
# refused PATTERN COMMAND…: the command fails and says why.
refused() {
    local pattern=$1 said
    shift
    if said=$("$@" 2>&1); then fail "not refused: $*"; fi
    holds "$said" "$pattern" "refused without saying $pattern"
}
ask() { curl --silent --show-error --max-time 60 -H 'content-type: application/json' "$@" http://127.0.0.1:8080/graphql; }
step() { echo "container-check: $1"; }
# A command of the program beside the service, as whoever calls this, with the folder of files as /files.
beside() { docker compose run --rm --no-TTY --user "$(id -u):$(id -g)" --volume "$files:/files" guanxi "$@"; }
exit_code() { docker inspect --format '{{.State.ExitCode}}' "$1"; }

step "nothing starts without its secrets"
refused NEO4J_PASSWORD env --unset=NEO4J_PASSWORD docker compose config
refused GUANXI_JWT_SECRET env --unset=GUANXI_JWT_SECRET docker compose config

step "both are built, started in order, and healthy"
docker compose up --build --detach --wait
[[ -z $(docker compose ps --format '{{.Ports}}' | grep -o '[^ ]*->[^ ,]*' | grep -v '^127\.0\.0\.1:') ]] || fail "a port is open to others"
service=$(docker compose ps --quiet guanxi)
refused Read-only docker exec "$service" touch /var/lib/guanxi/file
[[ $(docker exec "$service" id -u) != 0 ]] || fail "the service runs as root"
status=$(docker exec "$service" cat /proc/1/status)
holds "$status" 'CapBnd:.0*$' "the service could get capabilities"
holds "$status" 'NoNewPrivs:.1$' "the service could get privileges"
page=$(curl --silent --show-error -H 'accept: text/html' http://127.0.0.1:8080/)
holds "$page" '<script type="module"' "no web application"
program=$(grep -o -m 1 '/assets/[^"]*\.js' <<< "$page" | head -n 1)
curl --silent --show-error --fail "http://127.0.0.1:8080$program" > "$files/log" || fail "the web application lacks $program"

step "files are imported and exported beside the service"
beside demo --people 100 --out /files/demo > "$files/log"
beside import /files/demo > "$files/log"
holds "$(beside import /files/demo)" '^nothing changed' "imported again, something changed"
beside export /files/all > "$files/log"
diff -r "$files/demo" "$files/all" || fail "the export is not what was imported"
beside export /files/all.xlsx > "$files/log"

step "the service answers whoever has a token, and takes files in"
holds "$(ask --data '{"query":"{__typename}"}')" UNAUTHENTICATED "answered without a token"
token=$(docker exec "$service" guanxi token --person emp-0000001 --role admin)
printf '{"query":"mutation($f:[FileInput!]!){importFiles(files:$f){dataVersion nFaults}}","variables":{"f":[{"name":"all.xlsx","base64":"%s"}]}}' \
    "$(base64 -w 0 "$files/all.xlsx")" > "$files/request"
# Nothing is new in these files as long as the store holds what was imported above: the version stays the first.
is_held() {
    holds "$(ask -H "authorization: Bearer $token" --data "@$files/request")" '"dataVersion":1,"nFaults":0' "$1"
}
is_held "the workbook was not read"

step "both end by themselves, and what was stored is there afterwards"
docker compose stop
for container in $(docker compose ps --all --quiet); do
    [[ $(exit_code "$container") == 0 ]] || fail "$(docker inspect --format '{{.Name}} ended with {{.State.ExitCode}}' "$container")"
done
docker compose down
docker compose up --detach --wait
is_held "the data is gone"
docker compose down --volumes

step "the image alone keeps its store in a volume"
docker build --quiet --tag guanxi . > "$files/log"
refused GUANXI_AUTH docker run --rm guanxi
docker run --detach --name "$alone" --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
    --env GUANXI_AUTH=jwt --env GUANXI_JWT_SECRET --volume "$alone:/var/lib/guanxi" --publish 127.0.0.1:8080:8080 guanxi > "$files/log"
docker exec "$alone" guanxi demo --people 100 > "$files/log"
docker stop "$alone" > "$files/log"
[[ $(exit_code "$alone") == 0 ]] || fail "the service alone ended with $(exit_code "$alone")"
docker start "$alone" > "$files/log"
curl --silent --show-error --retry 20 --retry-delay 1 --retry-all-errors http://127.0.0.1:8080/health/ready > "$files/log"
is_held "the embedded store is gone"
step "everything is as it should be"
