"""Betweenness of everybody within 0.01 of all pairs."""

import numpy as np

TITLE = "betweenness, ε = 0.01"
GRAPHS = ["rmat-s17"]
THREADS = [1, 2]
NOTES = (
    "δ = 0.1. The engine's is directed and by cost. KADABRA knows neither: it is asked about the undirected skeleton, so that answers cannot be "
    "compared; the engine's are held to the exact scores in its tests."
)


def kadabra(graph, _):
    import networkit

    skeleton = networkit.graphtools.toUndirected(networkit.graphtools.toUnweighted(graph.networkit()))
    skeleton.removeMultiEdges()

    def answer(_):
        search = networkit.centrality.KadabraBetweenness(skeleton, 0.01, 0.1)
        search.run()
        return search

    return answer, lambda found: np.array(found.scores())


PEERS = {"networkit KADABRA": kadabra}


def agree(graph, question, ours, theirs, peer):
    assert len(ours) == len(theirs) == graph.nodes and 0 < ours.max() < 1 and 0 < theirs.max() < 1
