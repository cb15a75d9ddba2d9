"""Articulation people and bridges of the undirected skeleton."""

TITLE = "articulation people and bridges"
GRAPHS = ["rmat-s17", "company-100000"]
NOTES = "Both, and for the engine also how many people each loss cuts off. The peers are given the skeleton, which is not timed."


def igraph(graph, _):
    made = graph.igraph().as_undirected()
    ends = made.get_edgelist()
    answer = lambda _: (made.articulation_points(), made.bridges())
    return answer, lambda found: as_ours(found[0], (ends[edge] for edge in found[1]))


def rustworkx(graph, _):
    import rustworkx

    made = rustworkx.PyGraph(multigraph=False)
    made.add_nodes_from(range(graph.nodes))
    made.add_edges_from_no_data(list(zip(graph.start.tolist(), graph.end.tolist())))
    return lambda _: (rustworkx.articulation_points(made), rustworkx.bridges(made)), lambda found: as_ours(*found)


def networkit(graph, _):
    """Finds the parts that hang together twice: who is in several cuts off, and a part of two is a bridge."""
    import networkit

    skeleton = networkit.graphtools.toUndirected(networkit.graphtools.toUnweighted(graph.networkit()))
    skeleton.removeMultiEdges()

    def answer(_):
        search = networkit.components.BiconnectedComponents(skeleton)
        search.run()
        return search

    def read(search):
        parts = search.getComponents()
        held_by = [search.getComponentsOfNode(v) for v in range(graph.nodes)]
        return as_ours((v for v, parts in enumerate(held_by) if len(parts) > 1), (part for part in parts if len(part) == 2))

    return answer, read


def gds(graph, _):
    from gds import peer

    call = """gds.articulationPoints.stream($name, {concurrency: 1}) YIELD nodeId
        WITH collect(nodeId) AS articulations CALL gds.bridges.stream($name, {concurrency: 1}) YIELD from, to"""
    told, counted = "articulations, collect([from, to])", "size(articulations), count(*)"
    return peer(graph, "skeleton", call, told, lambda rows: as_ours(*rows[0]), counted=counted)


def as_ours(articulations, bridges):
    return {"articulations": sorted(articulations), "bridges": sorted(sorted(ends) for ends in bridges)}


PEERS = {"igraph": igraph, "rustworkx": rustworkx, "networkit": networkit, "GDS": gds}


def agree(graph, question, ours, theirs, peer):
    for each in ours:
        assert ours[each] == theirs[each], f"{len(ours[each])} and {len(theirs[each])} {each}"
