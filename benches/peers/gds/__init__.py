"""The graph algorithms of Neo4j (GDS) as a peer: on a server of their own, which is started when the first kernel asks for it and ends
with this process.

A graph is projected from files, so that the database itself stays empty; people are told by their numbers. What an algorithm takes
is the processor time of the server's threads while it is asked, without those that compile code and collect garbage: whoever waits for
the answer would notice these too, but other work of a server hides them. The driver's own time is not counted.
"""

import atexit
import filecmp
import functools
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent.parent
NEO4J, PLUGINS = PROJECT / "target" / "neo4j", PROJECT / "target" / "bench-peers" / "gds"
# As `scripts/fetch-neo4j.sh` sets it.
PASSWORD = "guanxi-tests"
NOT_COUNTED = ("C1 Compiler", "C2 Compiler", "GC Thread", "VM Thread")
OPENED = [f"--add-opens=java.base/{each}=ALL-UNNAMED" for each in ["java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang"]]


class Server:
    """A Neo4j with GDS on a free port of this machine, with one thread for each algorithm."""

    def __init__(self):
        fetch()
        self.home = Path(tempfile.mkdtemp(prefix="home-", dir=PLUGINS))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.configure(port)
        command = [
            *("java", "-Xms4g", "-Xmx4g", "-XX:+UseParallelGC", "-XX:-UseDynamicNumberOfCompilerThreads", "-Dfile.encoding=UTF-8", *OPENED),
            *("-cp", f"{NEO4J}/lib/*:{PLUGINS}/lib/*", "org.neo4j.server.CommunityEntryPoint"),
            *(f"--home-dir={self.home}", f"--config-dir={self.home}/conf", "--console-mode"),
        ]
        # Ends the server and removes its folder when this process is gone in whatever way.
        keeper = ["sh", PROJECT / "tests" / "support" / "neo4j-server.sh", self.home, *command]
        self.keeper = subprocess.Popen(keeper, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        atexit.register(self.close)
        said = []
        for line in self.keeper.stdout:
            said.append(line)
            if line.rstrip().endswith(" Started."):
                break
        else:
            raise SystemExit("Neo4j with GDS did not start; it said:\n" + "".join(said))
        # Reads on: a full pipe would stop the server.
        threading.Thread(target=self.keeper.stdout.read, daemon=True).start()
        self.process = int(Path(f"/proc/{self.keeper.pid}/task/{self.keeper.pid}/children").read_text())

        from neo4j import GraphDatabase

        self.driver = GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", PASSWORD), notifications_min_severity="OFF")

    def configure(self, port):
        (self.home / "conf").mkdir()
        (self.home / "import").mkdir()
        (self.home / "data" / "dbms").mkdir(parents=True)
        shutil.copy(NEO4J / "auth.ini", self.home / "data" / "dbms")
        settings = [
            "server.default_listen_address=127.0.0.1",
            f"server.bolt.listen_address=127.0.0.1:{port}",
            "server.http.enabled=false",
            "server.https.enabled=false",
            "dbms.usage_report.enabled=false",
            "server.memory.pagecache.size=64m",
            "db.tx_log.preallocate=false",
            "server.directories.import=import",
            f"server.directories.plugins={PLUGINS}/lib",
            "dbms.security.procedures.unrestricted=gds.*",
        ]
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(settings) + "\n")

    def close(self):
        self.keeper.stdin.close()
        self.keeper.wait()

    def rows(self, statement, **parameters):
        """Everything that a statement returns, a list for each row."""
        with self.driver.session() as session:
            return [row.values() for row in session.run(statement, **parameters)]

    def processor(self):
        """Seconds that its threads have computed, without those that are not counted."""
        # The clock of another process, as clock_getcpuclockid(3) numbers it: to the nanosecond, and with the threads that are gone.
        everything = time.clock_gettime((~self.process << 3) | 2)
        for thread in Path(f"/proc/{self.process}/task").iterdir():
            try:
                if (thread / "comm").read_text().startswith(NOT_COUNTED):
                    everything -= int((thread / "schedstat").read_text().split()[0]) / 1e9
            except (FileNotFoundError, ProcessLookupError):
                # A thread that ended while the folder was read: one that collects garbage or compiles stays.
                continue
        return everything

    def project(self, name, nodes, start, end, values, directed=True):
        """Makes a graph of these lines, each with a `value`. Everybody is in it, with lines or without."""
        path = self.home / "import" / f"{name}.csv"
        with path.open("w") as file:
            np.savetxt(file, np.column_stack((start, end, values)), fmt="%d,%d,%.17g")
            alone = np.setdiff1d(np.arange(nodes), np.union1d(start, end))
            file.writelines(f"{each},,\n" for each in alone.tolist())
        undirected = "" if directed else ", {undirectedRelationshipTypes: ['*']}"
        statement = f"""
            LOAD CSV FROM 'file:///{path.name}' AS line
            WITH toInteger(line[0]) AS start, toInteger(line[1]) AS end, toFloat(line[2]) AS value
            WITH gds.graph.project($name, start, end, {{relationshipProperties: {{value: coalesce(value, 0.0)}}}}{undirected}) AS made
            RETURN made.nodeCount"""
        [[made]] = self.rows(statement, name=name)
        path.unlink()
        assert made == nodes, f"{made} people of {nodes} in {name}"


def versions():
    """What is measured, as the page of figures names it."""
    pinned = dict(re.findall(r"<artifactId>([\w-]+)</artifactId><version>([\d.]+)</version>", (HERE / "pom.xml").read_text()))
    return f"GDS {pinned['proc']} on Neo4j {pinned['neo4j-server']}"


@functools.cache
def server():
    """The server of this process."""
    return Server()


@functools.cache
def projected(graph, kind):
    """The name of a graph in the server: `lines` with their costs, `turned` round, `strengths` of the lines, or the `skeleton` with
    strengths summed."""
    name = f"{graph.name}-{kind}"
    match kind:
        case "lines":
            server().project(name, graph.nodes, graph.start, graph.end, graph.cost)
        case "turned":
            server().project(name, graph.nodes, graph.end, graph.start, graph.cost)
        case "strengths":
            server().project(name, graph.nodes, graph.start, graph.end, graph.probability)
        case "skeleton":
            ends = np.sort(np.column_stack((graph.start, graph.end)), axis=1)
            ends, line = np.unique(ends, axis=0, return_inverse=True)
            strengths = np.bincount(line, weights=graph.probability)
            server().project(name, graph.nodes, ends[:, 0], ends[:, 1], strengths, directed=False)
    return name


def peer(graph, kind, call, told, of, counted=None, parameters=lambda number: {}):
    """What a kernel needs of a peer. `call` is put to the graph `$name` with the `parameters` of a question: once for what is `told`, whose rows `of`
    turns into what is compared, and for the time alone with what is `counted`, where telling everything would cost more than finding it."""
    name = projected(graph, kind)
    rows = lambda number, returned: server().rows(f"CALL {call} RETURN {returned}", name=name, **parameters(number))

    def answer(number):
        rows(number, counted or told)
        return number

    return answer, lambda number: of(rows(number, told)), server().processor


def fetch():
    """The server's jars and those of GDS, once."""
    subprocess.run([PROJECT / "scripts" / "fetch-neo4j.sh", NEO4J], check=True)
    stamp = PLUGINS / "pom.xml"
    if stamp.exists() and filecmp.cmp(stamp, HERE / "pom.xml", shallow=False):
        return
    shutil.rmtree(PLUGINS / "lib", ignore_errors=True)
    command = ["mvn", "-B", "-q", "-f", HERE / "pom.xml", "dependency:copy-dependencies", "-DincludeScope=runtime"]
    subprocess.run([*command, f"-DoutputDirectory={PLUGINS}/lib"], check=True)
    for jar in (PLUGINS / "lib").iterdir():
        if (NEO4J / "lib" / jar.name).exists():
            jar.unlink()
    shutil.copy(HERE / "pom.xml", stamp)
