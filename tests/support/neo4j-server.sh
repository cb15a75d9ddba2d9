# Keeps one server running for a test process, and ends it when that process is gone in whatever way: its end of our standard input
# closes then.
#   sh neo4j-server.sh PLACE COMMAND...     PLACE: `container:NAME`, or a folder that is removed at the end
# Standard input: `kill` ends the server at once and keeps its data; end of input ends it and removes everything.
place=$1
shift
"$@" &
server=$!

end_server() {
  case $place in
    container:*) docker kill "${place#container:}" >/dev/null 2>&1 ;;
  esac
  kill -9 "$server" 2>/dev/null
  wait "$server" 2>/dev/null
}

while read -r command; do
  if [ "$command" = kill ]; then
    end_server
    exit 0
  fi
done
end_server
case $place in
  container:*) docker rm --force --volumes "${place#container:}" >/dev/null 2>&1 ;;
  *) rm -rf "$place" ;;
esac
