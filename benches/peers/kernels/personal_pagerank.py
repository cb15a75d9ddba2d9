"""The first hundred of the PageRank from one person on, by strength."""

import numpy as np

TITLE = "personalised PageRank, top 100"
GRAPHS = ["rmat-s17", "company-100000"]
NOTES = (
    "By strength. The engine's local push with threshold 1e-5 on what is prepared once for a graph; the peers compute everybody's rank. At least "
    "90 of each peer's first hundred have to be among the engine's."
)


def scikit_network(graph, questions):
    from scipy.sparse import csr_matrix
    from sknetwork.ranking import PageRank

    matrix = csr_matrix(graph.scipy(values=graph.probability))
    return lambda number: PageRank().fit_predict(matrix, weights={questions[number]["seed"]: 1}), first


def igraph(graph, questions):
    made = graph.igraph()
    weights = graph.probability.tolist()

    def answer(number):
        return made.personalized_pagerank(reset_vertices=[questions[number]["seed"]], weights=weights, damping=0.85)

    return answer, first


def first(ranks):
    return np.argsort(-np.asarray(ranks), kind="stable")[:100].tolist()


def gds(graph, questions):
    from gds import peer

    call = """gds.pageRank.stream($name, {
        concurrency: 1, relationshipWeightProperty: 'value', sourceNodes: [$seed]}) YIELD nodeId, score"""
    told = "nodeId ORDER BY score DESC, nodeId LIMIT 100"
    return peer(graph, "strengths", call, told, lambda rows: [person for [person] in rows], parameters=questions.__getitem__)


PEERS = {"scikit-network": scikit_network, "igraph": igraph, "GDS": gds}


def agree(graph, question, ours, theirs, peer):
    shared = len(set(ours) & set(theirs))
    assert shared >= 90, f"only {shared} of 100"
