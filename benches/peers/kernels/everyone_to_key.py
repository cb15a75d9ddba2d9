"""Everyone -> K: the cost of everybody's best route to one person."""

import numpy as np

TITLE = "everyone → K"
GRAPHS = ["rmat-s17", "rmat-s20", "company-100000", "company-1000000"]
SKIP = {each: ["rustworkx", "rustworkx-core", "petgraph", "igraph", "GDS"] for each in ["rmat-s20", "company-1000000"]}
NOTES = "Costs alone are asked of the peers; the engine's answer has the number of edges too, and gives everybody's route."


def scipy(graph, questions):
    from scipy.sparse.csgraph import dijkstra

    back = graph.scipy(turned=True)
    return lambda number: dijkstra(back, indices=questions[number]["target"]), lambda found: found


def networkit(graph, questions):
    import networkit

    back = graph.networkit(turned=True)

    def answer(number):
        search = networkit.distance.Dijkstra(back, questions[number]["target"], storePaths=False)
        search.run()
        return search

    def read(search):
        found = np.array(search.getDistances())
        found[found > 1e300] = np.inf
        return found

    return answer, read


def igraph(graph, questions):
    """From the target, against the lines: one search."""
    made = graph.igraph()
    answer = lambda number: made.distances(source=questions[number]["target"], weights="cost", mode="in")
    return answer, lambda found: np.array(found)[0]


def rustworkx(graph, questions):
    import rustworkx

    back = graph.rustworkx(turned=True)

    def answer(number):
        return rustworkx.dijkstra_shortest_path_lengths(back, questions[number]["target"], float)

    def read(found):
        costs = np.full(graph.nodes, np.inf)
        costs[list(found.keys())] = list(found.values())
        return costs

    return answer, read


def gds(graph, questions):
    """Of each person the whole route is found and put into lists, also where its cost alone is asked for."""
    from gds import peer

    call = """gds.allShortestPaths.dijkstra.stream($name, {
        concurrency: 1, relationshipWeightProperty: 'value', sourceNode: $target}) YIELD targetNode, totalCost"""

    def of(rows):
        costs = np.full(graph.nodes, np.inf)
        for person, cost in rows:
            costs[person] = cost
        return costs

    return peer(graph, "turned", call, "targetNode, totalCost", of, counted="max(totalCost)", parameters=questions.__getitem__)


PEERS = {"scipy": scipy, "networkit": networkit, "igraph": igraph, "rustworkx": rustworkx, "GDS": gds}


def agree(graph, question, ours, theirs, peer):
    theirs = theirs.copy()
    # rustworkx does not tell that the target is at the target.
    theirs[question["target"]] = 0
    assert np.array_equal(ours, theirs), f"{np.count_nonzero(ours != theirs)} costs differ"
