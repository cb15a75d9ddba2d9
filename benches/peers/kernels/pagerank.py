"""PageRank, 20 iterations, every line alike."""

import numpy as np

TITLE = "PageRank, 20 iterations"
GRAPHS = ["rmat-s17", "company-100000"]
THREADS = [1, 2]
NOTES = (
    "Every line alike. graph-mate counts in 32-bit floats. It and GDS forget what nodes without lines out would give: their ranks are compared after "
    "they are made to sum to 1. igraph, networkit and rustworkx stop at a precision of their own. scikit-network sums its series (solver RH): its other "
    "solvers let people without lines out begin again at themselves, which is another question."
)


def graph_mate(graph, _):
    import graph_mate

    made = graph_mate.DiGraph.from_numpy(np.column_stack((graph.start, graph.end)).astype(np.uint32))

    def read(found):
        ranks = np.zeros(graph.nodes)
        scores = np.asarray(found.scores())
        ranks[: len(scores)] = scores
        return ranks / ranks.sum()

    return lambda _: made.page_rank(max_iterations=20, tolerance=0.0, damping_factor=0.85), read


def scipy(graph, _):
    given = np.bincount(graph.start, minlength=graph.nodes)
    dangling = given == 0
    back = graph.scipy(values=1 / given[graph.start], turned=True)

    def answer(_):
        ranks = np.full(graph.nodes, 1 / graph.nodes)
        for _ in range(20):
            ranks = 0.85 * (back @ ranks) + (0.15 + 0.85 * ranks[dangling].sum()) / graph.nodes
        return ranks

    return answer, lambda found: found


def scikit_network(graph, _):
    from scipy.sparse import csr_matrix
    from sknetwork.ranking import PageRank

    matrix = csr_matrix(graph.scipy(values=np.ones(len(graph.start))))
    return lambda _: PageRank(solver="RH", n_iter=20).fit_predict(matrix), lambda found: found


def igraph(graph, _):
    made = graph.igraph()
    return lambda _: made.pagerank(damping=0.85), np.array


def networkit(graph, _):
    import networkit

    made = graph.networkit(values=np.ones(len(graph.start)))
    sinks = networkit.centrality.SinkHandling.DistributeSinks

    def answer(_):
        ranks = networkit.centrality.PageRank(made, 0.85, 1e-8, distributeSinks=sinks)
        ranks.maxIterations = 20
        ranks.run()
        return ranks

    return answer, lambda found: np.array(found.scores()) / np.sum(found.scores())


def rustworkx(graph, _):
    import rustworkx

    made = graph.rustworkx(values=np.ones(len(graph.start)))
    return lambda _: rustworkx.pagerank(made, alpha=0.85, tol=1e-9, max_iter=100), lambda found: np.array(list(found.values()))


def gds(graph, _):
    from gds import peer

    call = "gds.pageRank.stream($name, {concurrency: 1, maxIterations: 20, tolerance: 0}) YIELD nodeId, score"

    def of(rows):
        ranks = np.array([rank for [rank] in rows])
        return ranks / ranks.sum()

    return peer(graph, "lines", call, "score ORDER BY nodeId", of, counted="sum(score)")


PEERS = {"graph-mate": graph_mate, "scipy": scipy, "scikit-network": scikit_network, "igraph": igraph, "networkit": networkit, "rustworkx": rustworkx, "GDS": gds}


def agree(graph, question, ours, theirs, peer):
    away = np.abs(ours - theirs).max() / ours.max()
    assert away < (1e-9 if peer == "scipy" else 2e-2), f"off by {away} of the greatest"
