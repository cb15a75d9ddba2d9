"""The 10 best simple routes from one person to another, as their costs; the engine has the tree to the target from before."""

TITLE = "10 best simple routes, tree to the key person kept"
GRAPHS = ["rmat-s13", "rmat-s17"]
SKIP = {"rmat-s17": ["networkx"]}
ROUNDS = 5
NOTES = "10 pairs drawn at random that have a route. The peers keep nothing between questions but the graph."


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


def networkx(graph, questions):
    from itertools import islice

    import networkx

    made = graph.networkx()

    def answer(number):
        question = questions[number]
        paths = networkx.shortest_simple_paths(made, question["from"], question["target"], weight="cost")
        return list(islice(paths, question["k"]))

    return answer, lambda paths: [networkx.path_weight(made, path, "cost") for path in paths]


PEERS = {"scipy": scipy, "igraph": igraph, "networkx": networkx}


def agree(graph, question, ours, theirs, peer):
    assert ours == theirs, f"{ours} and {theirs}"
