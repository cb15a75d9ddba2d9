"""Betweenness of everybody, exact, directed and by cost."""

import numpy as np

TITLE = "betweenness, exact"
GRAPHS = ["rmat-s13"]
THREADS = [1, 2]
ROUNDS = 3
NOTES = "rustworkx counts edges instead of costs, so that its answer cannot be compared."


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


def rustworkx(graph, _):
    """Knows no weights: it counts edges, which is a lighter question."""
    import rustworkx

    made = graph.rustworkx()
    answer = lambda _: rustworkx.digraph_betweenness_centrality(made, normalized=False)
    return answer, lambda found: np.array(list(found.values()))


def gds(graph, _):
    from gds import peer

    call = "gds.betweenness.stream($name, {concurrency: 1, relationshipWeightProperty: 'value'}) YIELD nodeId, score"
    of = lambda rows: np.array([score for [score] in rows])
    return peer(graph, "lines", call, "score ORDER BY nodeId", of, counted="sum(score)")


PEERS = {"igraph": igraph, "networkit": networkit, "rustworkx": rustworkx, "GDS": gds}


def agree(graph, question, ours, theirs, peer):
    if peer == "rustworkx":
        assert len(theirs) == len(ours)
        return
    assert np.allclose(ours, theirs, rtol=1e-6, atol=1e-3), f"off by {np.abs(ours - theirs).max()}"
