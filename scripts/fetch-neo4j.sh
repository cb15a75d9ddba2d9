#!/bin/sh
# Fetches the official Neo4j Community server (about 120 MB of jars, once) from Maven Central for the tests.
#   scripts/fetch-neo4j.sh [DIR]     default: target/neo4j (or $CARGO_TARGET_DIR/neo4j)
# Leaves DIR/lib/*.jar and DIR/auth.ini, which sets the password of the user neo4j to "$password" below. Does nothing when
# DIR/lib was made from this very tests/neo4j/pom.xml. Needs a JDK 17 or newer and Maven.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:-${CARGO_TARGET_DIR:-$root/target}/neo4j}
pom=$root/tests/neo4j/pom.xml
password=guanxi-tests

if [ -f "$dir/pom.xml" ] && cmp -s "$pom" "$dir/pom.xml"; then
  exit 0
fi
for tool in java mvn; do
  command -v $tool >/dev/null || { echo "fetch-neo4j: $tool is missing: install a JDK 17 or newer and Maven" >&2; exit 1; }
done

# Everything is made beside its place and then moved, so that what is there is complete; the stamp comes last.
mkdir -p "$dir"
fresh=$(mktemp -d "$dir/fetch.XXXXXX")
trap 'rm -rf "$fresh"' EXIT
mvn -B -q -f "$pom" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$fresh/lib" >&2
mkdir -p "$fresh/home/conf"
: >"$fresh/home/conf/neo4j.conf"
NEO4J_HOME=$fresh/home NEO4J_CONF=$fresh/home/conf \
  java -cp "$fresh/lib/*" org.neo4j.cli.AdminTool dbms set-initial-password "$password" >&2

rm -rf "$dir/lib" "$dir/pom.xml"
mv "$fresh/lib" "$dir/lib"
mv "$fresh/home/data/dbms/auth.ini" "$dir/auth.ini"
cp "$pom" "$dir/pom.xml"
