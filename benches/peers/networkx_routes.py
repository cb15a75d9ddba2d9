"""Times networkx on the graph the engine's benchmark uses, and states the ratio.

    GUANXI_BENCH_DUMP=<folder> cargo bench -p guanxi-engine --bench engine
    python benches/peers/networkx_routes.py <folder>

The engine finds, for all 200 doors, the 3 most probable simple routes to the target of at most 3 edges that pass through no other
door. networkx has no limit on edges: for each door it is asked for the first 3 simple paths by weight -ln p
(`shortest_simple_paths`, Yen's algorithm) in the same graph without the lines into doors, so that it cannot pass through one
either. Its paths may be longer than 3 edges; it is not charged for reading the graph. As a check that both look at the same graph,
wherever the first path of networkx has at most 3 edges its probability must be that of the engine's first route.
"""

import csv
import math
import sys
import time
from itertools import islice
from pathlib import Path

import networkx as nx


def rows(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def main(folder):
    engine = rows(folder / "engine.csv")[0]
    target, doors, k, limit = (int(engine[name]) for name in ("target", "doors", "k", "max_edges"))
    ours = {int(r["door"]): float(r["probability"]) for r in rows(folder / "routes.csv") if r["rank"] == "0"}

    graph = nx.DiGraph()
    for line in rows(folder / "lines.csv"):
        if int(line["to"]) >= doors:
            graph.add_edge(int(line["from"]), int(line["to"]), weight=-math.log(float(line["probability"])))

    found = {}
    began = time.perf_counter()
    for door in range(doors):
        try:
            paths = nx.shortest_simple_paths(graph, door, target, weight="weight")
            found[door] = list(islice(paths, k))
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            found[door] = []
    seconds = time.perf_counter() - began

    compared = 0
    for door, paths in found.items():
        if paths and len(paths[0]) - 1 <= limit:
            probability = math.exp(-nx.path_weight(graph, paths[0], "weight"))
            if not math.isclose(probability, ours[door], rel_tol=1e-9):
                sys.exit(f"door {door}: networkx finds {probability}, the engine {ours[door]}")
            compared += 1
    if compared == 0:
        sys.exit("no door could be compared: these are not the same graphs")

    own = float(engine["seconds"])
    print(f"networkx {nx.__version__}: {seconds:.3f} s for {doors} doors, {k} paths each")
    print(f"engine: {own * 1000:.3f} ms; {seconds / own:.0f} times as fast; {compared} best routes compared, all equal")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
