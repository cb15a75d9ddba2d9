"""Measures the engine beside other libraries: the same graphs, answers compared, everybody in turn.

    python benches/peers/run.py [--kernel NAME]… [--graph NAME]… [--threads 1] [--rounds N] [--only PEER]… [--keep]

For each kernel (a module of `kernels/`, and its Rust side in `crates/engine/benches/peers/kernels/`) and graph the Rust side is
started as a process that answers over its standard input; it writes the graph, makes the questions and runs the engine and the Rust
peers. Everybody answers all questions once, and the answers are compared with the engine's. Then everybody takes turns for some
rounds. A figure is the median over the rounds of the time for all questions, divided by their number: processor time with one
thread, because others work on the machine, that of its server for a peer that has one. With more threads the engine takes turns with itself on one thread, which has to have the
same answer; both count the processor time of the thread that worked longest, which is the time that passes on a machine of one's own.

What was measured stands in `benches/peers/results/`, a file per kernel, graph and number of threads, from which the section "Peers"
of `docs/performance.md` is written (`--keep` leaves both alone; `--write` only writes the section).
"""

import argparse
import gc
import importlib
import json
import os
import pkgutil
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
SCRATCH = PROJECT / "target" / "bench-peers"
ONE_THREAD = "guanxi, one thread"
BEGIN, END = "<!-- peers: written by benches/peers/run.py -->", "<!-- peers: end -->"


def rust_side():
    """Builds the Rust side and returns its path."""
    command = ["cargo", "bench", "--locked", "--package", "guanxi-engine", "--bench", "peers", "--no-run"]
    build = subprocess.run([*command, "--message-format=json"], cwd=PROJECT, stdout=subprocess.PIPE, check=True, text=True)
    for line in build.stdout.splitlines():
        message = json.loads(line)
        if message.get("executable") and message["target"]["name"] == "peers":
            return message["executable"]
    sys.exit("cargo built no benchmark called peers")


class RustSide:
    """The process that holds one graph."""

    def __init__(self, program, graph, threads):
        folder = SCRATCH / f"answers-{threads}"
        self.process = subprocess.Popen(
            [program, "serve", graph, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "RAYON_NUM_THREADS": str(threads)},
        )

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"the Rust side ended with {self.process.wait()} at {request}")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Rust:
    """A contender of the Rust side."""

    def __init__(self, side, kernel, contender):
        self.request = {"kernel": kernel, "contender": contender}
        self.side = side

    def answers(self):
        import numpy as np

        found = self.side.ask(**self.request, answers=True)["answers"]
        from_file = lambda each: isinstance(each, dict) and list(each) == ["file"]
        return [np.fromfile(each["file"], dtype="<f8") if from_file(each) else each for each in found]

    def seconds(self):
        answer = self.side.ask(**self.request)
        return sum(answer["longest"]), sum(answer["processor"])


class Python:
    """A contender of this process."""

    def __init__(self, prepare, graph, questions):
        self.count = len(questions)
        self.answer, self.read, *clock = prepare(graph, questions)
        self.processor = clock[0] if clock else time.process_time

    def answers(self):
        return [self.read(self.answer(number)) for number in range(self.count)]

    def seconds(self):
        gc.collect()
        gc.disable()
        wall, processor = 0.0, 0.0
        for number in range(self.count):
            began, used = time.perf_counter(), self.processor()
            answer = self.answer(number)
            wall += time.perf_counter() - began
            processor += self.processor() - used
            del answer
        gc.enable()
        return wall, processor


def measure(kernel, name, side, single, graph, options):
    """One row: everybody's milliseconds for a question."""
    asked = side.ask(kernel=name)
    questions = asked["questions"]
    skipped = getattr(kernel, "SKIP", {}).get(graph.name, [])
    takes_part = lambda contender: contender == "guanxi" or not single and contender not in skipped and wanted(contender, options)
    contenders = {each: Rust(side, name, each) for each in asked["contenders"] if takes_part(each)}
    for peer, prepare in kernel.PEERS.items():
        if takes_part(peer):
            contenders[peer] = Python(prepare, graph, questions)
    ours = contenders["guanxi"].answers()
    if single:
        single.ask(kernel=name)
        contenders[ONE_THREAD] = Rust(single, name, "guanxi")
        if not all(equal(own, its) for own, its in zip(ours, contenders[ONE_THREAD].answers(), strict=True)):
            sys.exit(f"{name} on {graph.name}: {options.threads} threads have another answer than one")
    for contender, found in contenders.items():
        if contender not in ["guanxi", ONE_THREAD]:
            for question, own, their in zip(questions, ours, found.answers(), strict=True):
                try:
                    kernel.agree(graph, question, own, their, contender)
                except AssertionError as error:
                    sys.exit(f"{name} on {graph.name}, {question}: {contender} does not agree: {error}")
    times = {each: [] for each in contenders}
    for _ in range(options.rounds or getattr(kernel, "ROUNDS", 7)):
        for contender, found in contenders.items():
            wall, processor = found.seconds()
            times[contender].append((processor if options.threads == 1 else wall) / len(questions) * 1000)
    return {
        "title": kernel.TITLE,
        "notes": getattr(kernel, "NOTES", ""),
        "graph": graph.name,
        "nodes": graph.nodes,
        "lines": len(graph.start),
        "machine": machine(),
        "threads": options.threads,
        "questions": len(questions),
        "milliseconds": {each: statistics.median(own) for each, own in times.items()},
    }


def machine():
    """What is measured on."""
    names = [line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    return f"{names[0]}, {os.cpu_count()} processors"


def equal(one, other):
    """To the last bit."""
    import numpy as np

    return np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other


def wanted(contender, options):
    return not options.only or contender == "guanxi" or contender in options.only


def write_section():
    """The section "Peers" of `docs/performance.md` from everything in `results/`."""
    from gds import versions

    rows = [json.loads(path.read_text()) for path in sorted((HERE / "results").glob("*.json"))]
    text = [BEGIN, "", "| kernel | graph | threads | engine, ms | peers, ms (times the engine) |", "|---|---|---|---|---|"]
    for row in rows:
        times = dict(row["milliseconds"])
        own = times.pop("guanxi")
        one = times.pop(ONE_THREAD, None)
        others = sorted(times.items(), key=lambda each: each[1])
        peers = " · ".join(f"{peer} {figure(each)} ({figure(each / own)} ×)" for peer, each in others)
        faster = f" ({one / own:.2f} × one thread)" if one else ""
        text.append(f"| {row['title']} | {row['graph']} | {row['threads']} | **{figure(own)}**{faster} | {peers} |")
    notes = {f"* {row['title']}: {row['notes']}": None for row in rows if row["notes"]}
    graphs = {f"{row['graph']} {row['nodes']:,} people, {row['lines']:,} lines": None for row in rows}
    machines = dict.fromkeys(row["machine"] for row in rows)
    text += ["", "Graphs: " + "; ".join(graphs) + ".", "", "Machine: " + "; ".join(machines) + ".", "", *notes]
    pins = [line.split("==")[0] for line in (HERE / "requirements.txt").read_text().split()]
    text += ["", "Python: " + ", ".join(f"{pin} {version(pin)}" for pin in pins) + f"; {versions()}.", "", END]
    path = PROJECT / "docs" / "performance.md"
    page = path.read_text()
    path.write_text(page[: page.index(BEGIN)] + "\n".join(text) + page[page.index(END) + len(END) :])


def figure(number):
    """Three significant digits."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", action="append", help="only this one; may be given again")
    parser.add_argument("--graph", action="append", help="only this one; may be given again")
    parser.add_argument("--only", action="append", help="only this peer beside the engine; may be given again")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--keep", action="store_true", help="measure and print, write nothing")
    parser.add_argument("--write", action="store_true", help="write the section from the results there are, measure nothing")
    options = parser.parse_args()
    if options.write:
        return write_section()

    # Before any library is loaded and before the Rust side starts: both read them once.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ[variable] = str(options.threads)
    names = [module.name for module in pkgutil.iter_modules([HERE / "kernels"])]
    unknown = set(options.kernel or []) - set(names)
    if unknown:
        sys.exit(f"no kernel is called {', '.join(unknown)}; there are {', '.join(names)}")
    kernels = {each: importlib.import_module(f"kernels.{each}") for each in options.kernel or names}
    kernels = {each: found for each, found in kernels.items() if options.threads in getattr(found, "THREADS", [1])}
    program = rust_side()

    import networkit
    from graphs import Graph

    networkit.setNumberOfThreads(options.threads)
    for graph_name in sorted({graph for kernel in kernels.values() for graph in kernel.GRAPHS}):
        if options.graph and graph_name not in options.graph:
            continue
        folder = SCRATCH / graph_name
        subprocess.run([program, "graph", graph_name, folder], check=True)
        graph = Graph(graph_name, folder)
        side = RustSide(program, graph_name, options.threads)
        single = RustSide(program, graph_name, 1) if options.threads > 1 else None
        for name, kernel in kernels.items():
            if graph_name not in kernel.GRAPHS:
                continue
            row = measure(kernel, name, side, single, graph, options)
            own = row["milliseconds"]["guanxi"]
            print(f"{row['title']} on {graph_name}, {row['threads']} thread(s), {row['questions']} questions; all agree")
            for contender, each in sorted(row["milliseconds"].items(), key=lambda pair: pair[1]):
                print(f"    {contender:24} {each:12.4f} ms  {each / own:10.2f} ×", flush=True)
            if not options.keep and not options.only:
                (HERE / "results").mkdir(exist_ok=True)
                path = HERE / "results" / f"{name}-{graph_name}-{options.threads}.json"
                path.write_text(json.dumps(row, indent=1) + "\n")
        side.close()
        if single:
            single.close()
    if not options.keep and not options.only:
        write_section()


if __name__ == "__main__":
    main()
