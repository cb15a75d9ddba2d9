"""The best route from one person to another, as its cost."""

TITLE = "best route pair to pair"
GRAPHS = ["rmat-s17", "rmat-s20", "company-100000", "company-1000000"]
SKIP = {each: ["rustworkx", "networkx", "igraph", "petgraph", "GDS"] for each in ["rmat-s20", "company-1000000"]}
NOTES = (
    "20 pairs drawn at random that have a route. Costs alone are compared; the engine's answer is the route, the first in its total "
    "order, as are those of networkit and networkx a route of that cost."
)


def networkit(graph, questions):
    import networkit

    made = graph.networkit()

    def answer(number):
        pair = questions[number]
        search = networkit.distance.BidirectionalDijkstra(made, pair["from"], pair["target"], storePred=True)
        search.run()
        return search

    return answer, lambda search: search.getDistance()


def igraph(graph, questions):
    made = graph.igraph()

    def answer(number):
        pair = questions[number]
        return made.get_shortest_path(pair["from"], pair["target"], weights="cost", output="epath")

    return answer, lambda path: sum(made.es[path]["cost"])


def rustworkx(graph, questions):
    import rustworkx

    made = graph.rustworkx()

    def answer(number):
        pair = questions[number]
        return rustworkx.dijkstra_shortest_path_lengths(made, pair["from"], float, goal=pair["target"])[pair["target"]]

    return answer, lambda cost: cost


def networkx(graph, questions):
    import networkx

    made = graph.networkx()

    def answer(number):
        pair = questions[number]
        return networkx.bidirectional_dijkstra(made, pair["from"], pair["target"], weight="cost")

    return answer, lambda found: found[0]


def gds(graph, questions):
    from gds import peer

    call = """gds.shortestPath.dijkstra.stream($name, {
        concurrency: 1, relationshipWeightProperty: 'value', sourceNode: $from, targetNode: $target}) YIELD totalCost"""
    return peer(graph, "lines", call, "totalCost", lambda rows: rows[0][0], parameters=questions.__getitem__)


PEERS = {"networkit": networkit, "igraph": igraph, "rustworkx": rustworkx, "networkx": networkx, "GDS": gds}


def agree(graph, question, ours, theirs, peer):
    assert ours == theirs, f"{ours} and {theirs}"
