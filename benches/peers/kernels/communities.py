"""Communities by Leiden, two rounds, by strength."""

import numpy as np

TITLE = "communities (Leiden), two rounds"
GRAPHS = ["rmat-s13", "rmat-s17"]
ROUNDS = 3
NOTES = "The modularity has to be at least a peer's less 0.01. The peers are given the skeleton with summed strengths, which is not timed. GDS goes on until nothing changes."


def igraph(graph, _):
    import igraph

    ends = np.column_stack((graph.start, graph.end))
    made = igraph.Graph(n=graph.nodes, edges=ends, directed=True, edge_attrs={"strength": graph.probability})
    made = made.as_undirected(combine_edges="sum")
    answer = lambda _: made.community_leiden(objective_function="modularity", weights="strength", n_iterations=2)
    return answer, lambda found: made.modularity(found, weights="strength")


def gds(graph, _):
    from gds import peer

    call = "gds.leiden.stats($name, {concurrency: 1, relationshipWeightProperty: 'value'}) YIELD modularity"
    return peer(graph, "skeleton", call, "modularity", lambda rows: rows[0][0])


PEERS = {"igraph": igraph, "GDS": gds}


def agree(graph, question, ours, theirs, peer):
    assert ours > theirs - 0.01, f"{ours} against {theirs}"
