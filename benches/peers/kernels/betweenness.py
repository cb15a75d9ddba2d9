"""Betweenness of everybody, exact, directed and by cost."""

import numpy as np

TITLE = "betweenness, exact"
GRAPHS = ["rmat-s13"]
THREADS = [1, 2]
ROUNDS = 3


def igraph(graph, _):
    made = graph.igraph()
    return lambda _: made.betweenness(weights="cost"), np.array


def networkit(graph, _):
    import networkit

    made = graph.networkit()

    def answer(_):
        scores = networkit.centrality.Betweenness(made)
        scores.run()
        return scores

    return answer, lambda found: np.array(found.scores())


PEERS = {"igraph": igraph, "networkit": networkit}


def agree(graph, question, ours, theirs, peer):
    assert np.allclose(ours, theirs, rtol=1e-6, atol=1e-3), f"off by {np.abs(ours - theirs).max()}"
