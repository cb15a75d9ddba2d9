"""The 10 best simple routes from one person to another, as their costs; the engine has the tree to the target from before."""

TITLE = "10 best simple routes, tree to the key person kept"
GRAPHS = ["rmat-s13", "rmat-s17", "company-100000"]
SKIP = {each: ["networkx"] for each in ["rmat-s17", "company-100000"]}
ROUNDS = 3
NOTES = (
    "10 pairs drawn at random that have a route. The peers keep nothing between questions but the graph; rustworkx knows walks alone, and "
    "tells the cost of the last."
)


def scipy(graph, questions):
    from scipy.sparse.csgraph import yen

    made = graph.scipy()

    def answer(number):
        question = questions[number]
        return yen(made, question["from"], question["target"], question["k"])

    return answer, lambda costs: costs.tolist()


def igraph(graph, questions):
    made = graph.igraph()

    def answer(number):
        question = questions[number]
        return made.get_k_shortest_paths(
            question["from"], question["target"], k=question["k"], weights="cost", output="epath"
        )

    return answer, lambda paths: [sum(made.es[path]["cost"]) for path in paths]


def rustworkx(graph, questions):
    """The costs of walks, which may come back on themselves, and of each target the last one's alone."""
    import rustworkx

    made = graph.rustworkx()

    def answer(number):
        question = questions[number]
        goal = question["target"]
        return rustworkx.digraph_k_shortest_path_lengths(made, question["from"], question["k"], float, goal)[goal]

    return answer, lambda cost: cost


def networkx(graph, questions):
    from itertools import islice

    import networkx

    made = graph.networkx()

    def answer(number):
        question = questions[number]
        paths = networkx.shortest_simple_paths(made, question["from"], question["target"], weight="cost")
        return list(islice(paths, question["k"]))

    return answer, lambda paths: [networkx.path_weight(made, path, "cost") for path in paths]


def gds(graph, questions):
    from gds import peer

    call = """gds.shortestPath.yens.stream($name, {
        concurrency: 1, relationshipWeightProperty: 'value', sourceNode: $from, targetNode: $target, k: $k}) YIELD totalCost"""
    return peer(graph, "lines", call, "totalCost", lambda rows: [cost for [cost] in rows], parameters=questions.__getitem__)


PEERS = {"scipy": scipy, "igraph": igraph, "rustworkx": rustworkx, "networkx": networkx, "GDS": gds}


def agree(graph, question, ours, theirs, peer):
    if peer == "rustworkx":
        assert theirs <= ours[-1], f"the last walk costs {theirs}, the last route {ours[-1]}"
    else:
        assert ours == theirs, f"{ours} and {theirs}"
